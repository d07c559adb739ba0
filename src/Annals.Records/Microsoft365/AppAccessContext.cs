using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Application and session on whose behalf something was done.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, AppAccessContext.</remarks>
[JsonConverter(typeof(RecordObjectConverter<AppAccessContext>))]
public sealed class AppAccessContext : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("AppAccessContext", "Office 365 Management Activity API schema, AppAccessContext", null,
    [
        MemberSchema.Text("AADSessionId"),
        MemberSchema.Text("APIId"),
        MemberSchema.Text("ClientAppId"),
        MemberSchema.Text("ClientAppName"),
        MemberSchema.Text("CorrelationId"),
        MemberSchema.Text("UniqueTokenId"),
        MemberSchema.Time("IssuedAtTime"),
        MemberSchema.Time("TokenIssuedAtTime").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Sign-in session at Entra.</summary>
    public string? AADSessionId { get => GetText("AADSessionId"); set => SetText("AADSessionId", value); }

    /// <summary>Way through the programming interfaces that was taken.</summary>
    public string? APIId { get => GetText("APIId"); set => SetText("APIId", value); }

    /// <summary>Identifier of the application.</summary>
    public string? ClientAppId { get => GetText("ClientAppId"); set => SetText("ClientAppId", value); }

    /// <summary>Name of the application.</summary>
    public string? ClientAppName { get => GetText("ClientAppName"); set => SetText("ClientAppName", value); }

    /// <summary>Ties together what belongs to one call.</summary>
    public string? CorrelationId { get => GetText("CorrelationId"); set => SetText("CorrelationId", value); }

    /// <summary>Identifier of the access token; its case matters.</summary>
    public string? UniqueTokenId { get => GetText("UniqueTokenId"); set => SetText("UniqueTokenId", value); }

    /// <summary>When the token was issued.</summary>
    public DateTimeOffset? IssuedAtTime { get => GetTime("IssuedAtTime"); set => SetTime("IssuedAtTime", value, WireTime.Microsoft365); }

    /// <summary>When the token was issued, under another name. Not documented, met in real records.</summary>
    public DateTimeOffset? TokenIssuedAtTime { get => GetTime("TokenIssuedAtTime"); set => SetTime("TokenIssuedAtTime", value, WireTime.Microsoft365); }
}
