using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An address with more about an alert. Not documented, met in real records.</summary>
/// <remarks>Reference: Microsoft 365, real records.</remarks>
[JsonConverter(typeof(RecordObjectConverter<AlertLink>))]
public sealed class AlertLink : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("AlertLink", "Microsoft 365, real records", null,
    [
        MemberSchema.Text("AlertLinkHref").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>The address; may be relative to the portal. Not documented, met in real records.</summary>
    public string? AlertLinkHref { get => GetText("AlertLinkHref"); set => SetText("AlertLinkHref", value); }
}
