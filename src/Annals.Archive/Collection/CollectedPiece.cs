using System.Text.Json;

namespace Annals.Archive;

/// <summary>
/// A piece of a stream whose records come together: a blob, or the results of a query. It is an intake of its own: an opening receipt before its first new record, and a
/// closing receipt in the same commit as its last one, so that the ledger never says more than the log holds. Used by one caller at a time.
/// </summary>
public sealed class CollectedPiece
{
    private CollectedPiece(CollectionStream stream, AppendOrigin origin, string kind)
    {
        Stream = stream;
        Kind = kind;
        Intake = new PieceIntake(this, origin);
    }

    /// <summary>The stream that it belongs to.</summary>
    public CollectionStream Stream { get; }

    /// <summary>Its blob; null for the results of a query.</summary>
    public ListedContent? Content { get; private init; }

    /// <summary>The window that was asked for; null for a blob.</summary>
    public CollectionWindow? Window { get; private init; }

    /// <summary>What became of its records so far.</summary>
    public IntakeCounts Counts => Intake.Counts;

    internal string Kind { get; }

    internal PieceIntake Intake { get; }

    /// <summary>A blob of a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">Source name that every record is read under.</param>
    /// <param name="content">The blob.</param>
    public static CollectedPiece OfContent(CollectionStream stream, string source, ListedContent content) =>
        new(stream, Origin(stream, source), "content") { Content = content };

    /// <summary>The results of a query.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">Source name that every record is read under.</param>
    /// <param name="window">The window that was asked for.</param>
    public static CollectedPiece OfWindow(CollectionStream stream, string source, CollectionWindow window) =>
        new(stream, Origin(stream, source), "query") { Window = window };

    /// <summary>What a connection appends as.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">Source name that every record is read under; a vendor's.</param>
    public static AppendOrigin Origin(CollectionStream stream, string source) =>
        new(CollectionReceipts.ActorOf(stream.Connection)) { SourceName = source, IncludesVendors = true };

    internal void WriteTo(Utf8JsonWriter writer)
    {
        CollectionReceipts.WriteStream(writer, Stream);
        if (Content is { } content)
        {
            writer.WriteString("content"u8, content.Id);
            writer.WriteString("published"u8, content.Created.UtcDateTime);
            writer.WriteString("expires"u8, content.Expires.UtcDateTime);
        }

        if (Window is { } window)
        {
            CollectionReceipts.WriteWindow(writer, window);
        }
    }
}

/// <summary>The intake of a piece.</summary>
internal sealed class PieceIntake(CollectedPiece piece, AppendOrigin origin) : ClientIntake(origin, begun: 0)
{
    public override Receipt Opening() => IntakeReceipts.PieceOpened(piece);

    /// <summary>The closing receipt.</summary>
    /// <param name="counts">What became of all its records.</param>
    public Receipt Closing(IntakeCounts counts) => IntakeReceipts.PieceClosed(piece, Opened, counts);
}
