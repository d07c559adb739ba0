using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Why a match no longer counts.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExceptionInfo>))]
public sealed class ExceptionInfo : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExceptionInfo", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Text("Reason"),
        MemberSchema.Flag("FalsePositive"),
        MemberSchema.Text("Justification"),
        MemberSchema.Texts("Rules"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Why the rule does not apply any more.</summary>
    public string? Reason { get => GetText("Reason"); set => SetText("Reason", value); }

    /// <summary>Whether the user called the match wrong.</summary>
    public bool? FalsePositive { get => GetFlag("FalsePositive"); set => SetFlag("FalsePositive", value); }

    /// <summary>What the user gave as reason.</summary>
    public string? Justification { get => GetText("Justification"); set => SetText("Justification", value); }

    /// <summary>Identifiers of the rules concerned.</summary>
    public IReadOnlyList<string?>? Rules { get => GetTexts("Rules"); set => SetTexts("Rules", value); }
}
