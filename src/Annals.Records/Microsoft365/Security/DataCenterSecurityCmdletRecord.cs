using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The vendor's staff ran a cmdlet with elevated rights (record type 10).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Data Center Security Cmdlet schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<DataCenterSecurityCmdletRecord>))]
public sealed class DataCenterSecurityCmdletRecord : DataCenterSecurityRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Data Center Security Cmdlet", "Office 365 Management Activity API schema, Data Center Security Cmdlet schema", DataCenterSecurityRecord.OwnSchema,
    [
        MemberSchema.Time("StartTime").Mandatory(),
        MemberSchema.Text("EffectiveOrganization").Mandatory(),
        MemberSchema.Time("ElevationTime").Mandatory(),
        MemberSchema.Text("ElevationApprover").Mandatory(),
        MemberSchema.Time("ElevationApprovedTime"),
        MemberSchema.Guid("ElevationRequestId").Mandatory(),
        MemberSchema.Text("ElevationRole"),
        MemberSchema.Int32("ElevationDuration").Mandatory(),
        MemberSchema.Text("GenericInfo"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>When the cmdlet was started. Mandatory.</summary>
    public DateTimeOffset? StartTime { get => GetTime("StartTime"); set => SetTime("StartTime", value, WireTime.Microsoft365); }

    /// <summary>Tenant that it was aimed at. Mandatory.</summary>
    public string? EffectiveOrganization { get => GetText("EffectiveOrganization"); set => SetText("EffectiveOrganization", value); }

    /// <summary>When the elevation began. Mandatory.</summary>
    public DateTimeOffset? ElevationTime { get => GetTime("ElevationTime"); set => SetTime("ElevationTime", value, WireTime.Microsoft365); }

    /// <summary>Manager of the vendor who approved. Mandatory.</summary>
    public string? ElevationApprover { get => GetText("ElevationApprover"); set => SetText("ElevationApprover", value); }

    /// <summary>When the elevation was approved.</summary>
    public DateTimeOffset? ElevationApprovedTime { get => GetTime("ElevationApprovedTime"); set => SetTime("ElevationApprovedTime", value, WireTime.Microsoft365); }

    /// <summary>Identifier of the request for elevation. Mandatory.</summary>
    public Guid? ElevationRequestId { get => GetGuid("ElevationRequestId"); set => SetGuid("ElevationRequestId", value); }

    /// <summary>Role that was asked for.</summary>
    public string? ElevationRole { get => GetText("ElevationRole"); set => SetText("ElevationRole", value); }

    /// <summary>How long the elevation was active. Mandatory.</summary>
    public int? ElevationDuration { get => GetInt32("ElevationDuration"); set => SetInt64("ElevationDuration", value); }

    /// <summary>Remarks and anything else.</summary>
    public string? GenericInfo { get => GetText("GenericInfo"); set => SetText("GenericInfo", value); }
}
