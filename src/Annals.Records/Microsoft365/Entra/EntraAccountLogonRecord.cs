using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A sign-in of the old kind (record type 9, deprecated by the vendor).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Entra Account Logon schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EntraAccountLogonRecord>))]
public sealed class EntraAccountLogonRecord : EntraRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Entra Account Logon", "Office 365 Management Activity API schema, Microsoft Entra Account Logon schema", EntraRecord.OwnSchema,
    [
        MemberSchema.Text("Application"),
        MemberSchema.Text("Client"),
        MemberSchema.Int32("LoginStatus").Mandatory(),
        MemberSchema.Text("UserDomain").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Application that was signed in to.</summary>
    public string? Application { get => GetText("Application"); set => SetText("Application", value); }

    /// <summary>Device, operating system and browser in one text.</summary>
    public string? Client { get => GetText("Client"); set => SetText("Client", value); }

    /// <summary>Number of the outcome in the old sign-in service. Mandatory.</summary>
    public int? LoginStatus { get => GetInt32("LoginStatus"); set => SetInt64("LoginStatus", value); }

    /// <summary>Domain of the user, which identifies the tenant. Mandatory.</summary>
    public string? UserDomain { get => GetText("UserDomain"); set => SetText("UserDomain", value); }
}
