using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What all records of the vendor's data centre security share.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Data Center Security Base schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<DataCenterSecurityRecord>))]
public class DataCenterSecurityRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Data Center Security Base", "Office 365 Management Activity API schema, Data Center Security Base schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Enum<DataCenterSecurityEventType>("DataCenterSecurityEventType").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Family of the event. Mandatory.</summary>
    public OpenEnum<DataCenterSecurityEventType>? DataCenterSecurityEventType { get => GetEnum<DataCenterSecurityEventType>("DataCenterSecurityEventType"); set => SetEnum("DataCenterSecurityEventType", value); }
}
