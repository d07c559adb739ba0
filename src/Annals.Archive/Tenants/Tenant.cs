using Annals.Archive.Ids;
using Annals.Index;
using Annals.Index.Filters;
using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// One tenant's archive, open for work: its log, and what is derived from it. It is the one writer of its log while it is
/// open; on a folder that cannot be written it reads up to the published checkpoint and leaves no receipts.
/// </summary>
/// <remarks>
/// Reads may be made by any number of threads at the same time, beside one import or one live intake. Disposing waits for nobody: all calls must have ended.
/// Each read leaves a receipt, also a read of receipts, and no read leaves more than it says: receipts do not breed.
/// </remarks>
public sealed partial class Tenant : IDisposable
{
    /// <summary>
    /// So few entries behind the index are left to the searches, which read them: a command that only adds its receipt then need not write into the columns,
    /// which costs more than most searches.
    /// </summary>
    private const long UnindexedMax = 256;

    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    private readonly TenantOptions options;
    private readonly TimeProvider time;
    private readonly TenantKeys? keys;
    private readonly RecordLog? log;
    private readonly LogSnapshot? snapshot;
    private readonly RecordIdentity? identity;
    private readonly IntakeSourceNames sources;
    private readonly LogRecordStore store;
    private readonly IEventIndex index;
    private readonly WordFilterFolder filters;
    private readonly DerivedFeeder feeder;
    private readonly EventSearch search;
    private readonly KnownIds ids;
    private readonly ContentArchive content;
    private readonly ReceiptWriter? receipts;

    /// <summary>1 while an import or a live intake appends.</summary>
    private int isTaking;
    private readonly NoticeList notices;
    private readonly TaskCompletionSource<Exception> neverFails = new();
    private TemporaryIndex? temporary;

    private Tenant(TenantFolder folder, TenantDescription description, TenantKeys? keys, RecordLog? log, LogSnapshot? snapshot, IEventIndex index, TenantOptions options, TimeProvider time)
    {
        Folder = folder;
        Description = description;
        this.keys = keys;
        this.log = log;
        this.snapshot = snapshot;
        this.index = index;
        this.options = options;
        this.time = time;
        notices = new NoticeList(options.Notice);
        ids = new KnownIds((rebuild, cancellationToken) => IdFeeder.Open(folder, description.Id, log!.Reader, rebuild, notices, cancellationToken));
        identity = keys is null ? null : new RecordIdentity(keys.IdKey);
        receipts = log is null ? null : new ReceiptWriter(log, ids, identity!, time);
        sources = new IntakeSourceNames(Reader);
        store = new LogRecordStore(Reader, sources);
        filters = new WordFilterFolder(folder.Segments, description.Origin);
        feeder = new DerivedFeeder(index, store, log is null ? null : filters);
        search = new EventSearch(index, store, filters, time: time);
        Ledger = new CollectionLedger(folder.Ledger, description.Origin, Reader, () => DurableSize, options.Notice);
        content = new ContentArchive(folder, description.Origin, Reader, options.ContentWaitMax, options.Notice);
    }

    /// <summary>Where the tenant lies.</summary>
    public TenantFolder Folder { get; }

    /// <summary>Who it is.</summary>
    public TenantDescription Description { get; }

    /// <summary>Why nothing can be written; null when it can.</summary>
    public string? ReadOnlyReason { get; private init; }

    /// <summary>Log size of everything that can be read.</summary>
    public long Size => Reader.Size;

    private ILogReader Reader => (ILogReader?)log?.Reader ?? snapshot!;

    /// <summary>Opens a tenant. When the task ends, the index covers the log but for a few entries at its end, which every search reads.</summary>
    /// <exception cref="ArchiveException">There is no such tenant, another process holds it, or its files do not fit each other.</exception>
    /// <exception cref="LogCorruptException">A stored byte of the log is not as it was written.</exception>
    public static async Task<Tenant> OpenAsync(TenantFolder folder, TenantOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            throw new ArchiveException($"There is no tenant \"{folder.Name}\" in \"{folder.Path}\". Import something (annals import FILE…) or create it (annals tenant create {folder.Name}).");
        }

        var description = TenantDescription.Of(folder);
        if (ReasonNotToWrite(folder) is { } reason)
        {
            return OpenSnapshot(folder, description, reason, options, time, cancellationToken);
        }

        var keys = TenantKeys.Read(folder, description);
        return keys is null
            ? OpenSnapshot(folder, description, "the key files log.key and id.key are not both there", options, time, cancellationToken)
            : await OpenWriterAsync(folder, description, keys, options, time, cancellationToken);
    }

    /// <summary>Closes the log cleanly: signs its full size, writes the close mark.</summary>
    public void Dispose()
    {
        ids.Dispose();
        content.Dispose();
        Ledger.Dispose();
        filters.Dispose();
        ((IDisposable?)temporary ?? index).Dispose();
        log?.Dispose();
        snapshot?.Dispose();
        keys?.Dispose();
    }

    private static async Task<Tenant> OpenWriterAsync(TenantFolder folder, TenantDescription description, TenantKeys keys, TenantOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        RecordLog? log = null;
        ReopenableIndex? index = null;
        Tenant? tenant = null;
        try
        {
            log = await LockedLogAsync(folder, keys, options, time, cancellationToken);
            CheckDescription(folder, log.Reader);
            var reader = log.Reader;
            index = new ReopenableIndex(
                IndexOpener.Open(folder, description.Origin, reader, options.Rebuild, new NoticeList(options.Notice)),
                () => IndexOpener.OpenAgain(folder, description.Origin, reader));
            tenant = new Tenant(folder, description, keys, log, null, index, options, time);
            tenant.Report(log.Recovery);
            if (options.Rebuild)
            {
                tenant.filters.DropAll();
                tenant.ids.Open(rebuild: true, cancellationToken);
                tenant.content.Rebuild();
                tenant.Ledger.Rebuild();
            }

            tenant.CatchUp(options.Rebuild || index.CoveredSize == 0 ? 0 : UnindexedMax, cancellationToken);
            return tenant;
        }
        catch when (tenant is not null)
        {
            tenant.Dispose();
            throw;
        }
        catch
        {
            index?.Dispose();
            log?.Dispose();
            keys.Dispose();
            throw;
        }
    }

    private static Tenant OpenSnapshot(TenantFolder folder, TenantDescription description, string reason, TenantOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        LogSnapshot? snapshot = null;
        IEventIndex? stored = null;
        TemporaryIndex? temporary = null;
        Tenant? tenant = null;
        try
        {
            snapshot = LogSnapshot.Open(folder.Path, NoteVerifier.Parse(description.VerifierKey));
            CheckDescription(folder, snapshot);
            stored = IndexOpener.OpenReadOnly(folder, description.Origin, snapshot, out var reasonNotStored);
            temporary = stored is null ? IndexOpener.OpenTemporary(description.Origin, snapshot.Size, options) : null;
            tenant = new Tenant(folder, description, null, null, snapshot, stored ?? temporary!.Index, options, time) { ReadOnlyReason = reason, temporary = temporary };
            options.Notice?.Invoke($"\"{folder.Path}\" is only read, because {reason}: no receipt of this is written, and nothing after the published checkpoint is seen.");
            tenant.FillTemporary(reasonNotStored, cancellationToken);
            return tenant;
        }
        catch when (tenant is not null)
        {
            tenant.Dispose();
            throw;
        }
        catch
        {
            stored?.Dispose();
            temporary?.Dispose();
            snapshot?.Dispose();
            throw;
        }
    }

    private void FillTemporary(string reasonNotStored, CancellationToken cancellationToken)
    {
        if (temporary is null)
        {
            return;
        }

        options.Notice?.Invoke($"The stored index cannot be used here ({reasonNotStored}), so one is made for this command only.");
        try
        {
            CatchUp(leftOutMax: 0, cancellationToken);
        }
        catch (IndexDamagedException e)
        {
            throw temporary.NotFilled(e);
        }
    }

    /// <summary>Takes the log; another process that holds it is given a few seconds to finish, unless it serves.</summary>
    private static async Task<RecordLog> LockedLogAsync(TenantFolder folder, TenantKeys keys, TenantOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return RecordLog.Open(folder.Path, keys.Signer, new LogOptions(), time);
            }
            catch (LogLockedException e) when (e.Url is not null)
            {
                // A server goes on as long as it is wanted: waiting for it helps nobody.
                throw new TenantBusyException($"The tenant \"{folder.Name}\" is being served by {e.Holder}. Stop the server, or work through it.", e) { Server = e.Url };
            }
            catch (LogLockedException e) when (time.GetElapsedTime(started) >= options.LockPatience)
            {
                throw new TenantBusyException($"The tenant \"{folder.Name}\" is in use by {e.Holder}. Waited {options.LockPatience.TotalSeconds:0} s. Try again when it is done.", e);
            }
            catch (LogLockedException)
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
        }
    }

    private static void CheckDescription(TenantFolder folder, ILogReader log)
    {
        var stored = TenantReceipts.DescriptionIn(log.ReadRecord(0));
        if (stored is null || !stored.AsSpan().SequenceEqual(File.ReadAllBytes(folder.Description)))
        {
            throw new ArchiveException($"\"{folder.Description}\" is not the file that the receipt at position 0 holds. Run annals verify to see what else was changed, and restore the file from a backup.");
        }
    }

    private static string? ReasonNotToWrite(TenantFolder folder)
    {
        try
        {
            var probe = Path.Combine(folder.Path, $".probe-{Guid.NewGuid():N}");
            using var file = new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "the folder cannot be written by this account";
        }
        catch (IOException e) when (e.HResult is ReadOnlyFileSystem)
        {
            return "the file system is mounted read-only";
        }
    }

    /// <summary>The number by which the runtime reports EROFS.</summary>
    private const int ReadOnlyFileSystem = 30;

    private void Report(RecoveryReport recovery)
    {
        if (recovery.Cuts.Count == 0)
        {
            return;
        }

        foreach (var cut in recovery.Cuts)
        {
            options.Notice?.Invoke($"The log was not closed cleanly. {cut}. Nothing that was acknowledged is lost.");
        }

        AppendReceipt(RecoveryReceipts.Recovered(options.Actor, recovery));
    }

    private void CatchUp(long leftOutMax, CancellationToken cancellationToken)
    {
        var size = log?.DurableSize ?? Reader.Size;
        feeder.CatchUp(size, leftOutMax, covered => options.Progress?.Invoke(covered, size), cancellationToken);
    }

    /// <summary>Appends a receipt durably.</summary>
    /// <returns>Its position; null when nothing can be written here.</returns>
    private long? AppendReceipt(Receipt receipt) => receipts?.Append(receipt);

    private sealed class NoticeList(Action<string>? notice) : System.Collections.ObjectModel.Collection<string>
    {
        protected override void InsertItem(int index, string item)
        {
            base.InsertItem(index, item);
            notice?.Invoke(item);
        }
    }
}
