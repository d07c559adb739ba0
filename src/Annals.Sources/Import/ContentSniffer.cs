namespace Annals.Sources.Import;

/// <summary>What the first bytes of a file say about it.</summary>
internal enum ContentKind
{
    Empty,
    Gzip,
    Zip,
    Utf16LittleEndian,
    Utf16BigEndian,
    Json,
    Csv,

    /// <summary>Nothing that can be imported; a reason goes with it.</summary>
    Unsupported,
}

/// <summary>Tells kinds of content apart by their first bytes.</summary>
internal static class ContentSniffer
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Length = 64 * 1024;

    private static readonly (byte[] Magic, int At, string Name)[] Foreign =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "a zstd archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], 0, "an xz archive"),
        ("BZh"u8.ToArray(), 0, "a bzip2 archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], 0, "a 7z archive"),
        ("Rar!"u8.ToArray(), 0, "a rar archive"),
        ("ustar"u8.ToArray(), 257, "a tar archive"),
        ("PAR1"u8.ToArray(), 0, "a Parquet file"),
        ("SQLite format 3"u8.ToArray(), 0, "an SQLite database"),
        ("%PDF-"u8.ToArray(), 0, "a PDF document"),
        ([0xFF, 0xFE, 0, 0], 0, "text in UTF-32"),
    ];

    /// <summary>Looks at packed or encoded content.</summary>
    public static ContentKind Packing(ReadOnlySpan<byte> head, out string? reason)
    {
        reason = null;
        if (head.IsEmpty)
        {
            return ContentKind.Empty;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return ContentKind.Gzip;
        }

        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
        {
            return ContentKind.Zip;
        }

        foreach (var (magic, at, name) in Foreign)
        {
            if (head.Length > at && head[at..].StartsWith(magic))
            {
                reason = $"This is {name}, which is not read. Unpack or convert it to JSON or CSV, plain, .gz or .zip.";
                return ContentKind.Unsupported;
            }
        }

        return head switch
        {
            [0xFF, 0xFE, ..] => ContentKind.Utf16LittleEndian,
            [0xFE, 0xFF, ..] => ContentKind.Utf16BigEndian,
            _ => ContentKind.Json,
        };
    }

    /// <summary>Looks at text in UTF-8, its byte order mark taken off.</summary>
    public static ContentKind Text(ReadOnlySpan<byte> head, out byte separator, out string? reason)
    {
        reason = null;
        separator = 0;
        var start = JsonSkip.SkipSpace(head, 0);
        if (start == head.Length || head[start] is (byte)'{' or (byte)'[')
        {
            return ContentKind.Json;
        }

        var header = head[start..];
        if (header.StartsWith("#TYPE"u8))
        {
            var typeEnd = header.IndexOf((byte)'\n');
            header = typeEnd < 0 ? default : header[(typeEnd + 1)..];
        }

        var headerEnd = header.IndexOfAny((byte)'\n', (byte)'\r');
        header = headerEnd < 0 ? header : header[..headerEnd];
        if (CsvHeader.TryFind(header, CsvHeader.Payload, out separator))
        {
            return ContentKind.Csv;
        }

        if (HasObjectLine(head) && !head.Contains((byte)0))
        {
            return ContentKind.Json;
        }

        reason = CsvHeader.TryFind(header, "OfficeWorkload", out _)
            ? "This is a table of OfficeActivity as Sentinel keeps it. Its columns are renamed and converted and cannot be turned back into the records; export from the source instead."
            : CsvHeader.TryFind(header, "Operation", out _) || CsvHeader.TryFind(header, "Operations", out _) || CsvHeader.TryFind(header, "CreationDate", out _)
                ? "This CSV has no AuditData column, so the records are not in it. Export it with that column."
                : "This is neither JSON nor a CSV export with an AuditData column.";
        return ContentKind.Unsupported;
    }

    /// <summary>Whether some line begins an object: then the file is lines of JSON with something else before them.</summary>
    private static bool HasObjectLine(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            if (line.TrimStart(" \t"u8) is [(byte)'{', ..])
            {
                return true;
            }
        }

        return false;
    }
}
