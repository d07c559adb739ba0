using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was done with a Sway (record type 12, retired by the vendor).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Sway schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SwayRecord>))]
public sealed class SwayRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Sway", "Office 365 Management Activity API schema, Sway schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Enum<SwayObjectType>("ObjectType"),
        MemberSchema.Enum<SwayEndpoint>("Endpoint"),
        MemberSchema.Text("BrowserName"),
        MemberSchema.Enum<SwayDeviceType>("DeviceType"),
        MemberSchema.Text("SwayLookupId"),
        MemberSchema.Text("SiteUrl"),
        MemberSchema.Enum<SwayOperationResult>("OperationResult"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Where it was used.</summary>
    public OpenEnum<SwayObjectType>? ObjectType { get => GetEnum<SwayObjectType>("ObjectType"); set => SetEnum("ObjectType", value); }

    /// <summary>Client that showed it.</summary>
    public OpenEnum<SwayEndpoint>? Endpoint { get => GetEnum<SwayEndpoint>("Endpoint"); set => SetEnum("Endpoint", value); }

    /// <summary>Browser of the user.</summary>
    public string? BrowserName { get => GetText("BrowserName"); set => SetText("BrowserName", value); }

    /// <summary>Device of the user.</summary>
    public OpenEnum<SwayDeviceType>? DeviceType { get => GetEnum<SwayDeviceType>("DeviceType"); set => SetEnum("DeviceType", value); }

    /// <summary>Identifier of the Sway.</summary>
    public string? SwayLookupId { get => GetText("SwayLookupId"); set => SetText("SwayLookupId", value); }

    /// <summary>Address of the Sway.</summary>
    public string? SiteUrl { get => GetText("SiteUrl"); set => SetText("SiteUrl", value); }

    /// <summary>How the operation ended.</summary>
    public OpenEnum<SwayOperationResult>? OperationResult { get => GetEnum<SwayOperationResult>("OperationResult"); set => SetEnum("OperationResult", value); }
}
