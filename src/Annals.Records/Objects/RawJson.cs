using System.Text.Json;
using Annals.Records.Json;

namespace Annals.Records.Objects;

/// <summary>One JSON value as its bytes, without white space around it. Reading never fails: a value of another type gives null.</summary>
internal readonly struct RawJson(ReadOnlyMemory<byte> utf8)
{
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    public JsonValueKind Kind => Utf8.IsEmpty ? JsonValueKind.Undefined : Utf8.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Options that put no limit on depth; the reader keeps one bit per level and does not recurse.</summary>
    public static JsonReaderOptions AnyDepth { get; } = new() { MaxDepth = int.MaxValue };

    public static RawJson OfText(string text) => new(JsonQuoting.Quote(text));

    public static RawJson OfAscii(string text) => new(System.Text.Encoding.ASCII.GetBytes(text));

    /// <summary>Strings decoded; numbers, true and false as they are written; everything else null.</summary>
    public string? Text() => Kind switch
    {
        JsonValueKind.String => JsonText.Decode(Utf8.Span[1..^1]),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Json(),
        _ => null,
    };

    /// <summary>As <see cref="Text"/>, but objects and arrays as JSON.</summary>
    public string? TextOrJson() => Text() ?? (Kind is JsonValueKind.Object or JsonValueKind.Array ? Json() : null);

    public JsonElement Element()
    {
        var reader = new Utf8JsonReader(Utf8.Span, AnyDepth);
        return JsonElement.ParseValue(ref reader);
    }

    public string Json() => System.Text.Encoding.UTF8.GetString(Utf8.Span);
}
