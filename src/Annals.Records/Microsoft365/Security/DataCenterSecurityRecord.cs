using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What all records of the vendor's data centre security share.</summary>
/// <remarks>Reference: Microsoft 365, section 8, Data Center Security Base.</remarks>
[JsonConverter(typeof(RecordObjectConverter<DataCenterSecurityRecord>))]
public class DataCenterSecurityRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Data Center Security Base", "Microsoft 365, section 8, Data Center Security Base", AuditRecord.OwnSchema,
    [
        MemberSchema.Enum<DataCenterSecurityEventType>("DataCenterSecurityEventType").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Family of the event. Mandatory.</summary>
    public OpenEnum<DataCenterSecurityEventType>? DataCenterSecurityEventType { get => GetEnum<DataCenterSecurityEventType>("DataCenterSecurityEventType"); set => SetEnum("DataCenterSecurityEventType", value); }
}
