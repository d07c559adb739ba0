using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.GenesysCloud;

/// <summary>Text that describes an audit, with the parts to translate it.</summary>
/// <remarks>Reference: Genesys Cloud platform API, MessageInfo.</remarks>
[JsonConverter(typeof(RecordObjectConverter<MessageInfo>))]
public sealed class MessageInfo : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("MessageInfo", "Genesys Cloud platform API, MessageInfo", null,
    [
        MemberSchema.Text("localizableMessageCode"),
        MemberSchema.Text("message"),
        MemberSchema.Text("messageWithParams"),
        MemberSchema.Map("messageParams"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Code under which translations of the text are kept.</summary>
    public string? LocalizableMessageCode { get => GetText("localizableMessageCode"); set => SetText("localizableMessageCode", value); }

    /// <summary>The finished text.</summary>
    public string? Message { get => GetText("message"); set => SetText("message", value); }

    /// <summary>Template of the text, with places for the parameters.</summary>
    public string? MessageWithParams { get => GetText("messageWithParams"); set => SetText("messageWithParams", value); }

    /// <summary>Parameters of the template by name.</summary>
    public IReadOnlyDictionary<string, string?>? MessageParams { get => GetMap("messageParams"); set => SetMap("messageParams", value); }
}
