using System.Text.Json.Serialization;
using Annals.Records.Applications;
using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;

namespace Annals.Records.Objects;

/// <summary>
/// Metadata for <see cref="System.Text.Json.JsonSerializer"/> made at build time, so that the models can be used with it in programs that
/// are trimmed or compiled ahead of time. A list of records is read as a feed's blob holds it. Nesting is limited by the
/// serializer's MaxDepth (64 unless set); the models' own Parse has no limit.
/// </summary>
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(List<AuditRecord>))]
[JsonSerializable(typeof(AuditLogMessage))]
[JsonSerializable(typeof(List<AuditLogMessage>))]
[JsonSerializable(typeof(ApplicationRecord))]
[JsonSerializable(typeof(List<ApplicationRecord>))]
public sealed partial class RecordsJsonContext : JsonSerializerContext;
