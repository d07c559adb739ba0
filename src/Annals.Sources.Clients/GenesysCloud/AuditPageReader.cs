using System.Text.Json;

namespace Annals.Sources.GenesysCloud;

/// <summary>Takes pages of audits apart without touching the bytes of a record.</summary>
internal static class AuditPageReader
{
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 512 };

    /// <exception cref="InvalidDataException">It is no page.</exception>
    public static AuditQueryPage Results(byte[] body)
    {
        var page = Read(body);
        return new AuditQueryPage(page.Records, page.Cursor, page.Download);
    }

    /// <exception cref="InvalidDataException">It is no page.</exception>
    public static AuditRealtimePage Realtime(byte[] body)
    {
        var page = Read(body);
        return new AuditRealtimePage(page.Records, page.PageNumber, page.PageCount, page.Total);
    }

    private static Page Read(byte[] body)
    {
        try
        {
            var page = new Page();
            var reader = new Utf8JsonReader(body, Lenient);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new InvalidDataException("The answer is no object.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadMember(ref reader, body, page);
            }

            return page;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("The answer is no page of audits.", e);
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, byte[] body, Page page)
    {
        if (reader.ValueTextEquals("entities"u8))
        {
            reader.Read();
            ReadRecords(ref reader, body, page.Records);
        }
        else if (reader.ValueTextEquals("cursor"u8))
        {
            reader.Read();
            page.Cursor = reader.GetString() is { Length: > 0 } cursor ? cursor : null;
        }
        else if (reader.ValueTextEquals("downloadUrl"u8))
        {
            reader.Read();
            page.Download = reader.GetString() is { Length: > 0 } url ? new Uri(url, UriKind.Absolute) : null;
        }
        else if (reader.ValueTextEquals("pageNumber"u8))
        {
            reader.Read();
            page.PageNumber = reader.GetInt32();
        }
        else if (reader.ValueTextEquals("pageCount"u8))
        {
            reader.Read();
            page.PageCount = reader.GetInt32();
        }
        else if (reader.ValueTextEquals("total"u8))
        {
            reader.Read();
            page.Total = reader.GetInt64();
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static void ReadRecords(ref Utf8JsonReader reader, byte[] body, List<ReadOnlyMemory<byte>> records)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InvalidDataException("The audits of the answer are no list.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            records.Add(body.AsMemory(start, (int)reader.BytesConsumed - start));
        }
    }

    private sealed class Page
    {
        public List<ReadOnlyMemory<byte>> Records { get; } = [];

        public string? Cursor { get; set; }

        public Uri? Download { get; set; }

        public int PageNumber { get; set; }

        public int PageCount { get; set; }

        public long Total { get; set; }
    }
}
