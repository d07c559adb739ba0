using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using Annals.Index.Query;

namespace Annals.Index.Planning;

/// <summary>
/// Where a page ended: size of the log that the search is about, order, and place of the last row. As text 46 characters, base64url of: version (1 byte),
/// order (1 byte, the number of <see cref="SearchOrder"/>), log size, occurred micros and position of the last row (8 bytes each, little endian),
/// XXH3 of the canonical query (8 bytes). Version 1 had no order; its cursors are refused.
/// </summary>
internal readonly record struct SearchCursor(long Size, SearchOrder Order, RowPlace Last)
{
    private const byte Version = 2;
    private const int Length = 34;

    public string ToText(SearchQuery query)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        bytes[1] = (byte)Order;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[2..], Size);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[10..], Last.OccurredMicros);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[18..], Last.Position);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[26..], HashOf(query));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor back.</summary>
    /// <exception cref="FormatException">The text is no cursor, or one of another query or order.</exception>
    public static SearchCursor Parse(string text, SearchQuery query, SearchOrder order)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length || bytes[0] != Version)
        {
            throw new FormatException($"\"{text}\" is no cursor of a search; start again without one.");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[26..]) != HashOf(query))
        {
            throw new FormatException("The cursor belongs to another query; start again without one.");
        }

        if (bytes[1] != (byte)order)
        {
            throw new FormatException("The cursor belongs to a search in another order; ask in that order, or start again without it.");
        }

        var size = BinaryPrimitives.ReadInt64LittleEndian(bytes[2..]);
        var last = new RowPlace(BinaryPrimitives.ReadInt64LittleEndian(bytes[10..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[18..]));
        return size >= 0 && last.Position >= 0
            ? new SearchCursor(size, order, last)
            : throw new FormatException($"\"{text}\" is no cursor of a search; start again without one.");
    }

    private static ulong HashOf(SearchQuery query) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(query.ToString()));
}
