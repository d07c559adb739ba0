using System.Text.Json;
using Annals.Records.Json;

namespace Annals.Records.Objects;

/// <summary>Cuts the bytes of a JSON object into members and those of an array into elements, one level deep, copying nothing.</summary>
internal static class ObjectScanner
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Checks the syntax of the whole and cuts off white space and a byte order mark.</summary>
    /// <exception cref="RecordFormatException">The bytes are not exactly one JSON object.</exception>
    public static RawJson WholeObject(ReadOnlyMemory<byte> utf8)
    {
        var skipped = utf8.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(utf8.Span[skipped..], RawJson.AnyDepth);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new RecordFormatException($"A record is a JSON object, but these bytes begin with {reader.TokenType}; pass one object, not an array or a single value.", skipped + reader.TokenStartIndex);
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var length = (int)reader.BytesConsumed - start;
            while (reader.Read())
            {
                // Only white space may follow; the reader throws on anything else.
            }

            return new(utf8.Slice(skipped + start, length));
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"A record of {utf8.Length} bytes is not valid JSON at byte {skipped + reader.BytesConsumed}: {e.Message}", skipped + reader.BytesConsumed, e);
        }
    }

    public static List<MemberSlot> Members(RawJson value)
    {
        var slots = new List<MemberSlot>();
        var reader = new Utf8JsonReader(value.Utf8.Span, RawJson.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = value.Utf8.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            slots.Add(new MemberSlot(JsonText.Decode(name.Span), name, NextValue(ref reader, value)));
        }

        return slots;
    }

    public static List<RawJson> Elements(RawJson value)
    {
        var elements = new List<RawJson>();
        var reader = new Utf8JsonReader(value.Utf8.Span, RawJson.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Slice(ref reader, value));
        }

        return elements;
    }

    private static RawJson NextValue(ref Utf8JsonReader reader, RawJson whole)
    {
        reader.Read();
        return Slice(ref reader, whole);
    }

    private static RawJson Slice(ref Utf8JsonReader reader, RawJson whole)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(whole.Utf8[start..(int)reader.BytesConsumed]);
    }
}
