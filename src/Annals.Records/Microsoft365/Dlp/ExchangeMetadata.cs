using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The message that a rule matched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeMetadata>))]
public sealed class ExchangeMetadata : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeMetadata", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Text("MessageID").Mandatory(),
        MemberSchema.Text("From").Mandatory(),
        MemberSchema.Texts("To"),
        MemberSchema.Texts("CC"),
        MemberSchema.Texts("BCC"),
        MemberSchema.Text("Subject").Mandatory(),
        MemberSchema.Time("Sent").Mandatory(),
        MemberSchema.Int32("RecipientCount").Mandatory(),
        MemberSchema.Text("UniqueID").Observed(),
        MemberSchema.Int64("FileSize").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Message-ID header. Mandatory.</summary>
    public string? MessageID { get => GetText("MessageID"); set => SetText("MessageID", value); }

    /// <summary>Sender of the message. Mandatory.</summary>
    public string? From { get => GetText("From"); set => SetText("From", value); }

    /// <summary>Direct recipients.</summary>
    public IReadOnlyList<string?>? To { get => GetTexts("To"); set => SetTexts("To", value); }

    /// <summary>Recipients of copies.</summary>
    public IReadOnlyList<string?>? CC { get => GetTexts("CC"); set => SetTexts("CC", value); }

    /// <summary>Recipients of blind copies.</summary>
    public IReadOnlyList<string?>? BCC { get => GetTexts("BCC"); set => SetTexts("BCC", value); }

    /// <summary>Subject line of the message. Mandatory.</summary>
    public string? Subject { get => GetText("Subject"); set => SetText("Subject", value); }

    /// <summary>When it was sent, UTC. Mandatory.</summary>
    public DateTimeOffset? Sent { get => GetTime("Sent"); set => SetTime("Sent", value, WireTime.Microsoft365); }

    /// <summary>Number of all recipients. Mandatory.</summary>
    public int? RecipientCount { get => GetInt32("RecipientCount"); set => SetInt64("RecipientCount", value); }

    /// <summary>Identifier of the message in the service. Not documented, met in real records.</summary>
    public string? UniqueID { get => GetText("UniqueID"); set => SetText("UniqueID", value); }

    /// <summary>Size of the message in bytes. Not documented, met in real records.</summary>
    public long? FileSize { get => GetInt64("FileSize"); set => SetInt64("FileSize", value); }
}
