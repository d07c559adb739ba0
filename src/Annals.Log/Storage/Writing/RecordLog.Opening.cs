using Annals.Log.Storage;

namespace Annals.Log;

/// <content>Making and opening a log, under the folder's lock.</content>
public sealed partial class RecordLog
{
    /// <summary>Makes a new log in a folder, which is created if missing, and publishes its first checkpoint.</summary>
    /// <param name="folder">Folder of the log; it may hold other files, but no log.</param>
    /// <param name="signer">Key of the log; its name is the log's origin. Not disposed with the log.</param>
    /// <param name="first">The entry at position 0.</param>
    /// <param name="options">How to write.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidOperationException">The folder holds a log already.</exception>
    /// <exception cref="LogLockedException">Another process writes there.</exception>
    public static RecordLog Create(string folder, NoteSigner signer, in NewEntry first, LogOptions options, TimeProvider time) =>
        Create(OsDisk.Instance, folder, signer, first, options, time);

    /// <summary>Opens a log, finishing or cutting off what an interrupted write left behind.</summary>
    /// <param name="folder">Folder of the log.</param>
    /// <param name="signer">Key of the log. Not disposed with the log.</param>
    /// <param name="options">How to write.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LogCorruptException">Something stored does not fit. Nothing was changed.</exception>
    /// <exception cref="LogLockedException">Another process writes there.</exception>
    public static RecordLog Open(string folder, NoteSigner signer, LogOptions options, TimeProvider time) =>
        Open(OsDisk.Instance, folder, signer, options, time);

    internal static RecordLog Create(ILogDisk disk, string folder, NoteSigner signer, in NewEntry first, LogOptions options, TimeProvider time)
    {
        Check(signer, options, time);
        CheckLength(first);
        var names = new LogFolder(folder);
        disk.CreateFolder(names.Root);
        var held = disk.Lock(names.Lock, HolderText());
        try
        {
            if (disk.List(names.Wal).Count > 0)
            {
                throw new InvalidOperationException($"\"{names.Root}\" holds a log already; open it, or name an empty folder.");
            }

            disk.CreateFolder(names.Wal);
            disk.CreateFolder(names.Segments);
            var log = new RecordLog(disk, names, signer, options, time, held, LogOpening.Fresh(disk, names));
            log.Append([first]);
            log.PublishCheckpoint();
            return log;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    internal static RecordLog Open(ILogDisk disk, string folder, NoteSigner signer, LogOptions options, TimeProvider time)
    {
        Check(signer, options, time);
        var names = new LogFolder(folder);
        if (disk.List(names.Wal).Count == 0)
        {
            throw new LogCorruptException(names.Wal, 0, "there is no log in this folder");
        }

        var held = disk.Lock(names.Lock, HolderText());
        try
        {
            var opening = LogOpening.Existing(disk, names, signer.Verifier);
            var log = new RecordLog(disk, names, signer, options, time, held, opening);
            log.Load(opening);
            return log;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes the records that lay in the write-ahead log only.</summary>
    private void Load(LogOpening opening)
    {
        clock.Reset(opening.LastRecorded);
        if (opening.Checkpoint is { } newest)
        {
            checkpoints.Start(newest.Note, newest.Checkpoint);
        }

        foreach (var record in opening.Records)
        {
            writer.AddDurable(record.Entry, record.Salt, opening.Payload(record));
            clock.Reset(EntryBytes.RecordedMicros(record.Entry));
        }

        writer.MarkDurable();
        opening.EndLoading();
        if (opening.Checkpoint is null)
        {
            PublishCheckpoint();
        }

        ArmTimer();
    }

    private static void Check(NoteSigner signer, LogOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BundlesPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BundlesPerGroup, 64);
    }
}
