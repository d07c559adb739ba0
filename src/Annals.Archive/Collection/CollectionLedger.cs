using Annals.Log;
using Microsoft.Data.Sqlite;

namespace Annals.Archive;

/// <summary>
/// What collectors have listed, stored and missed, as the receipts in the log say it. Each question is answered as of the durable size of the log. Opened when first needed.
/// Thread-safe.
/// </summary>
public sealed class CollectionLedger : IDisposable
{
    /// <summary>SQLITE_CORRUPT and SQLITE_NOTADB.</summary>
    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    private readonly Lock gate = new();
    private readonly string path;
    private readonly string origin;
    private readonly ILogReader log;
    private readonly Func<long> durableSize;
    private readonly Action<string>? notice;
    private LedgerTable? table;
    private LedgerFeeder? feeder;

    internal CollectionLedger(string path, string origin, ILogReader log, Func<long> durableSize, Action<string>? notice)
    {
        this.path = path;
        this.origin = origin;
        this.log = log;
        this.durableSize = durableSize;
        this.notice = notice;
    }

    /// <summary>How far each sweep of a connection's streams has come; of all connections when none is named.</summary>
    public IReadOnlyList<CollectionCursor> Cursors(string? connection) => Ask(known => known.Cursors(connection));

    /// <summary>Those of some blobs of a stream that no listing named before.</summary>
    public IReadOnlyList<ListedContent> Unknown(CollectionStream stream, IReadOnlyList<ListedContent> contents) =>
        Ask(known => contents.Where(content => !known.IsKnown(stream, content.Id)).DistinctBy(content => content.Id).ToList());

    /// <summary>Blobs of a stream that are listed and not stored, in the order of their publication.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="due">Only those to be tried at this time or before; null for all.</param>
    /// <param name="limit">Most of them.</param>
    public IReadOnlyList<OpenContent> OpenContents(CollectionStream stream, DateTimeOffset? due, int limit) => Ask(known => known.Open(stream, due, limit));

    /// <summary>Number of blobs of a stream that are listed and not stored, the publication of the oldest, and how many of them failed.</summary>
    public (long Count, DateTimeOffset? Oldest, long Failed) OpenCount(CollectionStream stream) => Ask(known => known.OpenCount(stream));

    /// <summary>Gaps, in the order in which they were noted.</summary>
    /// <param name="connection">Of one connection; null for all.</param>
    /// <param name="isOpenOnly">Whether those that were filled are left out.</param>
    public IReadOnlyList<CollectionGap> Gaps(string? connection, bool isOpenOnly) => Ask(known => known.Gaps(connection, isOpenOnly));

    /// <summary>What the streams of a connection brought; of all connections when none is named.</summary>
    public IReadOnlyList<CollectionTotals> Totals(string? connection) => Ask(known => known.Totals(connection));

    /// <summary>How regularly the streams of a connection bring something.</summary>
    public IReadOnlyDictionary<CollectionStream, CollectionRhythm> Rhythms(string connection) => Ask(known => known.Rhythms(connection));

    /// <summary>Throws the table away; it is made again when it is next asked.</summary>
    public void Rebuild()
    {
        lock (gate)
        {
            Close();
            DerivedDatabase.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            Close();
        }
    }

    private T Ask<T>(Func<LedgerTable, T> ask)
    {
        lock (gate)
        {
            try
            {
                return AskOpen(ask);
            }
            catch (Exception e) when (e is InvalidDataException || e is SqliteException { SqliteErrorCode: Corrupt or NoDatabase })
            {
                notice?.Invoke($"The ledger of the collectors in \"{path}\" is damaged ({e.Message}); it is made again from the log.");
                Close();
                DerivedDatabase.Delete(path);
                return AskOpen(ask);
            }
        }
    }

    private T AskOpen<T>(Func<LedgerTable, T> ask)
    {
        try
        {
            table ??= LedgerTable.Open(path, origin, log, notice);
            feeder ??= new LedgerFeeder(log, table);
            var size = durableSize();
            while (!feeder.Advance(size))
            {
                // Some thousand entries at a time, each a commit.
            }

            return ask(table);
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        table?.Dispose();
        table = null;
        feeder = null;
    }
}
