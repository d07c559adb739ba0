using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>As <see cref="RecordObjectConverter{T}"/>, with the choice of shape.</summary>
internal sealed class AuditLogMessageConverter : JsonConverter<AuditLogMessage>
{
    public override AuditLogMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AuditLogMessage.Read(RecordJson.Take(ref reader, typeToConvert));

    public override void Write(Utf8JsonWriter writer, AuditLogMessage value, JsonSerializerOptions options) => value.WriteTo(writer);
}
