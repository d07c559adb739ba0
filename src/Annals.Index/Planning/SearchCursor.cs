using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Annals.Index.Query;

namespace Annals.Index.Planning;

/// <summary>
/// Where a page ended: size of the log that the search is about, and place of the last row. As text 45 characters, base64url of: version (1 byte), log size,
/// occurred micros and position of the last row (8 bytes each, little endian), XXH3 of the canonical query (8 bytes).
/// </summary>
internal readonly record struct SearchCursor(long Size, RowPlace Last)
{
    private const byte Version = 1;
    private const int Length = 33;

    public string ToText(SearchQuery query)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], Last.OccurredMicros);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[17..], Last.Position);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[25..], HashOf(query));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor back.</summary>
    /// <exception cref="FormatException">The text is no cursor, or one of another query.</exception>
    public static SearchCursor Parse(string text, SearchQuery query)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length || bytes[0] != Version)
        {
            throw new FormatException($"\"{text}\" is no cursor of a search; start again without one.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[25..]) != HashOf(query))
        {
            throw new FormatException("The cursor belongs to another query; start again without one.");
        }

        return new SearchCursor(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            new RowPlace(BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[17..])));
    }

    private static ulong HashOf(SearchQuery query) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(query.ToString()));
}
