using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An administrator or a service ran a cmdlet of Exchange (record type 1).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Admin schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeAdminRecord>))]
public sealed class ExchangeAdminRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Exchange Admin", "Office 365 Management Activity API schema, Exchange Admin schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Text("ModifiedObjectResolvedName"),
        MemberSchema.List("Parameters", NameValuePair.OwnSchema).AlsoAs(JsonValueKind.String),
        MemberSchema.List("ModifiedProperties", ModifiedProperty.OwnSchema),
        MemberSchema.Flag("ExternalAccess").Mandatory().AlsoAs(JsonValueKind.String),
        MemberSchema.Text("OriginatingServer"),
        MemberSchema.Text("OrganizationName"),
        MemberSchema.Text("DeviceId"),
        MemberSchema.Text("TokenObjectId").Mandatory(),
        MemberSchema.Text("TokenTenantId").Mandatory(),
        MemberSchema.Text("AppId").Observed(),
        MemberSchema.Text("ClientAppId").Observed(),
        MemberSchema.Text("SessionId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Readable name of the object that was changed.</summary>
    public string? ModifiedObjectResolvedName { get => GetText("ModifiedObjectResolvedName"); set => SetText("ModifiedObjectResolvedName", value); }

    /// <summary>Parameters of the cmdlet. One text instead of a list is met: null here, see <see cref="RecordObject.TextOf"/>.</summary>
    public IReadOnlyList<NameValuePair>? Parameters { get => GetList<NameValuePair>("Parameters"); set => SetList("Parameters", value); }

    /// <summary>Properties that were changed.</summary>
    public IReadOnlyList<ModifiedProperty>? ModifiedProperties { get => GetList<ModifiedProperty>("ModifiedProperties"); set => SetList("ModifiedProperties", value); }

    /// <summary>False if somebody of the tenant ran it; true for the vendor's staff, service accounts and delegated administrators. Mandatory.</summary>
    public bool? ExternalAccess { get => GetFlag("ExternalAccess"); set => SetFlag("ExternalAccess", value); }

    /// <summary>Server on which the cmdlet ran.</summary>
    public string? OriginatingServer { get => GetText("OriginatingServer"); set => SetText("OriginatingServer", value); }

    /// <summary>Name of the tenant.</summary>
    public string? OrganizationName { get => GetText("OrganizationName"); set => SetText("OrganizationName", value); }

    /// <summary>Device the caller used.</summary>
    public string? DeviceId { get => GetText("DeviceId"); set => SetText("DeviceId", value); }

    /// <summary>Object id in the caller's token. Mandatory.</summary>
    public string? TokenObjectId { get => GetText("TokenObjectId"); set => SetText("TokenObjectId", value); }

    /// <summary>Tenant id in the caller's token. Mandatory.</summary>
    public string? TokenTenantId { get => GetText("TokenTenantId"); set => SetText("TokenTenantId", value); }

    /// <summary>Identifier of the application; may be "". Not documented, met in real records.</summary>
    public string? AppId { get => GetText("AppId"); set => SetText("AppId", value); }

    /// <summary>Identifier of the client application; may be "". Not documented, met in real records.</summary>
    public string? ClientAppId { get => GetText("ClientAppId"); set => SetText("ClientAppId", value); }

    /// <summary>Session of the caller. Not documented, met in real records.</summary>
    public string? SessionId { get => GetText("SessionId"); set => SetText("SessionId", value); }
}
