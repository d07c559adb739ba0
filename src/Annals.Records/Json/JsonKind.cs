namespace Annals.Records.Json;

/// <summary>What a JSON value is. Texts are told apart by whether their bytes can be used as they stand.</summary>
internal enum JsonKind : byte
{
    None,

    /// <summary>A string without escapes: the bytes between the quotes are its UTF-8.</summary>
    Text,

    /// <summary>A string with at least one escape: read it by <see cref="JsonText"/>.</summary>
    EscapedText,
    Number,
    True,
    False,
    Null,
    Object,
    Array,
}

/// <summary>A value's place in the bytes. For texts without the quotes, for objects and arrays with their brackets.</summary>
internal readonly record struct JsonToken(int Start, int Length, JsonKind Kind)
{
    public int End => Start + Length;

    public bool IsText => Kind is JsonKind.Text or JsonKind.EscapedText;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
