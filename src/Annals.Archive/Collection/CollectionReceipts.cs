using System.Text.Json;

namespace Annals.Archive;

/// <summary>The receipts of a collection, which the ledger is made from (docs/formats/receipts.md).</summary>
internal static class CollectionReceipts
{
    /// <summary>Most blobs that one receipt of a listing names.</summary>
    public const int ContentsMax = 500;

    /// <summary>A connection as the actor of receipts.</summary>
    public static Actor ActorOf(string connection) => new(connection) { Type = "connection" };

    /// <summary>A window was listed, or a page of it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="window">The window.</param>
    /// <param name="isWhole">Whether this is the last receipt of the window, all of which was listed.</param>
    /// <param name="contents">The blobs that were not known before.</param>
    public static Receipt Listed(CollectionStream stream, CollectionWindow window, bool isWhole, IReadOnlyCollection<ListedContent> contents) => Of(ReceiptType.CollectionListed, stream, writer =>
    {
        WriteWindow(writer, window);
        writer.WriteBoolean("whole"u8, isWhole);
        writer.WriteStartArray("contents"u8);
        foreach (var content in contents)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, content.Id);
            writer.WriteString("address"u8, content.Address.OriginalString);
            writer.WriteString("published"u8, content.Created.UtcDateTime);
            writer.WriteString("expires"u8, content.Expires.UtcDateTime);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>A blob could not be fetched or read whole; it is tried again.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="content">Id of the blob.</param>
    /// <param name="attempts">Failures so far.</param>
    /// <param name="next">When it is tried again.</param>
    /// <param name="reason">A sentence; holds nothing of a record.</param>
    public static Receipt Failed(CollectionStream stream, string content, int attempts, DateTimeOffset next, string reason) => Of(ReceiptType.CollectionFailed, stream, writer =>
    {
        writer.WriteString("content"u8, content);
        writer.WriteNumber("attempts"u8, attempts);
        writer.WriteString("next"u8, next.UtcDateTime);
        writer.WriteString("reason"u8, reason);
    });

    /// <summary>Something is missing and cannot be fetched any more.</summary>
    public static Receipt GapOpened(CollectionStream stream, string kind, DateTimeOffset from, DateTimeOffset to, string? content, string reason) => Of(ReceiptType.GapOpened, stream, writer =>
    {
        writer.WriteString("kind"u8, kind);
        writer.WriteString("from"u8, from.UtcDateTime);
        writer.WriteString("to"u8, to.UtcDateTime);
        if (content is not null)
        {
            writer.WriteString("content"u8, content);
        }

        writer.WriteString("reason"u8, reason);
    });

    /// <summary>What was missing is there.</summary>
    public static Receipt GapClosed(Actor actor, CollectionGap gap, string how) => new(ReceiptType.GapClosed, actor, gap.Stream.ToString())
    {
        Details = writer =>
        {
            WriteStream(writer, gap.Stream);
            writer.WriteString("gap"u8, gap.Id);
            writer.WriteString("how"u8, how);
        },
    };

    public static void WriteStream(Utf8JsonWriter writer, CollectionStream stream)
    {
        writer.WriteString("connection"u8, stream.Connection);
        writer.WriteString("stream"u8, stream.Name);
    }

    public static void WriteWindow(Utf8JsonWriter writer, CollectionWindow window)
    {
        writer.WriteNumber("sweep"u8, window.Sweep);
        writer.WriteString("from"u8, window.From.UtcDateTime);
        writer.WriteString("to"u8, window.To.UtcDateTime);
    }

    private static Receipt Of(string type, CollectionStream stream, Action<Utf8JsonWriter> details) => new(type, ActorOf(stream.Connection), stream.ToString())
    {
        Details = writer =>
        {
            WriteStream(writer, stream);
            details(writer);
        },
    };
}
