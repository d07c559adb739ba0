using System.Text.Json;

namespace Annals.Archive;

/// <summary>The opening and closing receipts of an intake.</summary>
internal static class IntakeReceipts
{
    /// <summary>Written before the intake's first new record.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="name">Name of the file, client or connection; a label only.</param>
    /// <param name="source">Source name given for records of no known shape, or null.</param>
    /// <param name="collected">When the records were collected.</param>
    public static Receipt Opened(Actor actor, string name, string? source, DateTimeOffset collected) => new(ReceiptType.IntakeOpened, actor, name)
    {
        Details = writer =>
        {
            writer.WriteString("kind"u8, "file"u8);
            if (source is not null)
            {
                writer.WriteString("source"u8, source);
            }

            writer.WriteString("collected"u8, collected.UtcDateTime);
        },
    };

    /// <summary>Written after the intake's last record; an intake without one was cut off.</summary>
    /// <param name="actor">Who imported.</param>
    /// <param name="name">Name given in the opening receipt.</param>
    /// <param name="opened">Position of the opening receipt.</param>
    /// <param name="length">Bytes read from the file.</param>
    /// <param name="digest">HMAC-SHA-256 of the file's bytes under id.key, lowercase hexadecimal.</param>
    /// <param name="counts">What became of the records.</param>
    /// <param name="dropped">Members that wrappers added, by name.</param>
    public static Receipt Closed(Actor actor, string name, long opened, long length, string digest, IntakeCounts counts, IReadOnlyDictionary<string, long> dropped) => new(ReceiptType.IntakeClosed, actor, name)
    {
        Details = writer =>
        {
            writer.WriteNumber("opened"u8, opened);
            writer.WriteNumber("length"u8, length);
            writer.WriteString("digest"u8, digest);
            WriteCounts(writer, counts);
            if (dropped.Count > 0)
            {
                writer.WriteStartObject("dropped"u8);
                foreach (var (member, count) in dropped.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WriteNumber(member, count);
                }

                writer.WriteEndObject();
            }
        },
    };

    /// <summary>Written before the first new record that a client appends; the appends of the following minutes belong to it. Their collected time is the recorded time.</summary>
    public static Receipt ClientOpened(AppendOrigin origin) => new(ReceiptType.IntakeOpened, origin.Client, origin.Client.Name)
    {
        Details = writer =>
        {
            writer.WriteString("kind"u8, "client"u8);
            if (origin.SourceName is { } source)
            {
                writer.WriteString("source"u8, source);
            }
        },
    };

    /// <summary>Written when a client's intake is over.</summary>
    /// <param name="origin">Who appended.</param>
    /// <param name="opened">Position of the opening receipt; null when no record was new, so that there is none.</param>
    /// <param name="counts">What became of the records.</param>
    public static Receipt ClientClosed(AppendOrigin origin, long? opened, IntakeCounts counts) => new(ReceiptType.IntakeClosed, origin.Client, origin.Client.Name)
    {
        Details = writer =>
        {
            writer.WriteString("kind"u8, "client"u8);
            if (opened is { } position)
            {
                writer.WriteNumber("opened"u8, position);
            }

            WriteCounts(writer, counts);
        },
    };

    /// <summary>Written before the first new record of a piece that a connection collects.</summary>
    public static Receipt PieceOpened(CollectedPiece piece) => new(ReceiptType.IntakeOpened, piece.Intake.Origin.Client, piece.Stream.ToString())
    {
        Details = writer =>
        {
            writer.WriteString("kind"u8, piece.Kind);
            writer.WriteString("source"u8, piece.Intake.Origin.SourceName);
            piece.WriteTo(writer);
        },
    };

    /// <summary>Written in one commit with the last record of a piece, all of which is stored.</summary>
    public static Receipt PieceClosed(CollectedPiece piece, long? opened, IntakeCounts counts) => new(ReceiptType.IntakeClosed, piece.Intake.Origin.Client, piece.Stream.ToString())
    {
        Details = writer =>
        {
            writer.WriteString("kind"u8, piece.Kind);
            if (opened is { } position)
            {
                writer.WriteNumber("opened"u8, position);
            }

            piece.WriteTo(writer);
            WriteCounts(writer, counts);
        },
    };

    /// <summary>The source name that an opening receipt gives to records of no known shape.</summary>
    /// <returns>Null when it names none, or is no opening receipt.</returns>
    public static string? SourceOf(ReadOnlyMemory<byte> receipt)
    {
        using var document = JsonDocument.Parse(receipt);
        return document.RootElement.TryGetProperty("details"u8, out var details) && details.TryGetProperty("source"u8, out var source) ? source.GetString() : null;
    }

    private static void WriteCounts(Utf8JsonWriter writer, IntakeCounts counts)
    {
        writer.WriteNumber("read"u8, counts.Read);
        writer.WriteNumber("stored"u8, counts.Stored);
        writer.WriteNumber("duplicate"u8, counts.Duplicate);
        writer.WriteNumber("variant"u8, counts.Variant);
        writer.WriteNumber("refused"u8, counts.Refused);
    }
}
