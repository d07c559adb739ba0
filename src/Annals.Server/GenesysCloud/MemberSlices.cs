using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Annals.Server.GenesysCloud;

/// <summary>The members of one JSON object as slices of its bytes. Of duplicates the last counts, as everywhere in the archive. Values are not looked into.</summary>
internal sealed class MemberSlices
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly Dictionary<string, ReadOnlyMemory<byte>> members = new(StringComparer.Ordinal);

    private MemberSlices()
    {
    }

    /// <summary>No members.</summary>
    public static MemberSlices None { get; } = new();

    /// <summary>The value of a member as it is written; empty when there is none, or null stands there.</summary>
    public ReadOnlyMemory<byte> this[string name] => members.GetValueOrDefault(name);

    /// <summary>Reads an object.</summary>
    /// <param name="json">Well-formed JSON: a stored record, or a slice of one.</param>
    /// <returns><see cref="None"/> when it is no object.</returns>
    public static MemberSlices Of(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, AnyDepth);
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return None;
        }

        var slices = new MemberSlices();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var hasName = TryText(ref reader, out var name);
            reader.Read();
            var isNull = reader.TokenType == JsonTokenType.Null;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (hasName)
            {
                slices.members[name!] = isNull ? default : json[start..(int)reader.BytesConsumed];
            }
        }

        return slices;
    }

    /// <summary>The object at a member; <see cref="None"/> when there is none.</summary>
    public MemberSlices Object(string name) => Of(this[name]);

    /// <summary>A text decoded, or a number as it is written; null when the member is missing, empty or something else.</summary>
    public string? Text(string name)
    {
        var value = this[name];
        if (value.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(value.Span, AnyDepth);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String when TryText(ref reader, out var text) && text.Length > 0 => text,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(value.Span),
            _ => null,
        };
    }

    /// <summary>Whether a member is a text.</summary>
    public bool IsText(string name) => this[name] is { IsEmpty: false } value && value.Span[0] == (byte)'"';

    /// <summary>Whether a member is an object.</summary>
    public bool IsObject(string name) => this[name] is { IsEmpty: false } value && value.Span[0] == (byte)'{';

    /// <summary>A name or text that holds half of a surrogate pair is nothing that anybody asks for.</summary>
    private static bool TryText(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
