using System.Buffers;

namespace Annals.Log;

/// <summary>What publishing did.</summary>
/// <param name="Size">Size that is published now.</param>
/// <param name="PreviousSize">Size that was published before, 0 for an empty folder.</param>
/// <param name="Resources">Tiles and entry bundles that were written.</param>
public sealed record PublishResult(long Size, long PreviousSize, long Resources);

/// <summary>Writes a log as static files that any web server can serve to auditors and mirrors.</summary>
/// <remarks>C2SP tlog-tiles. Payloads are not published: entries hold nothing personal.</remarks>
public static class LogPublisher
{
    private const string CheckpointName = "checkpoint";

    /// <summary>Publishes a snapshot.</summary>
    /// <inheritdoc cref="Publish(ILogReader, SignedNote, string, CancellationToken)"/>
    public static PublishResult Publish(LogSnapshot snapshot, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Publish(snapshot, snapshot.Note, folder, cancellationToken);
    }

    /// <summary>
    /// Publishes a log up to a checkpoint. Only what was added since the last time is written; each file appears whole, the
    /// checkpoint last, so that a reader at any moment finds all that the checkpoint needs.
    /// </summary>
    /// <param name="reader">Reads the log at least up to the checkpoint.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <param name="folder">Where the files go; empty, missing, or an earlier publication of the same log.</param>
    /// <param name="cancellationToken">Stops between files; the next call goes on.</param>
    /// <exception cref="InvalidOperationException">The folder holds another log, a later state, or one that this log did not grow out of.</exception>
    public static PublishResult Publish(ILogReader reader, SignedNote note, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(note);
        var checkpoint = Checkpoint.Parse(note.Text.Span);
        var root = Path.GetFullPath(folder);
        var previous = ReadPrevious(root, checkpoint, reader);
        var resources = 0L;
        foreach (var path in TileSet.Added(previous, checkpoint.Size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteFile(Path.Combine(root, path.ToString()), path.IsEntries ? Entries(reader, path) : HashTile.Create(reader, path), isDurable: false);
            resources++;
        }

        WriteFile(Path.Combine(root, CheckpointName), note.Bytes.Span, isDurable: true);
        return new PublishResult(checkpoint.Size, previous, resources);
    }

    /// <summary>The bytes of an entry bundle.</summary>
    /// <param name="reader">Reads the log.</param>
    /// <param name="path">Which bundle, and how many of its entries.</param>
    public static byte[] Entries(ILogReader reader, TilePath path)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var output = new ArrayBufferWriter<byte>(path.Width * 100);
        for (var i = 0; i < path.Width; i++)
        {
            EntryBundle.Append(output, reader.ReadEntryBytes((path.Index * TilePath.FullWidth) + i));
        }

        return output.WrittenSpan.ToArray();
    }

    private static long ReadPrevious(string root, Checkpoint next, ILogReader reader)
    {
        var path = Path.Combine(root, CheckpointName);
        if (!File.Exists(path))
        {
            return 0;
        }

        if (!SignedNote.TryParse(File.ReadAllBytes(path), out var note, out var reason) || !Checkpoint.TryParse(note.Text.Span, out var previous, out reason))
        {
            throw new InvalidOperationException($"\"{path}\" is no checkpoint ({reason}); name another folder, or empty this one.");
        }

        if (previous.Origin != next.Origin || previous.Size > next.Size)
        {
            throw new InvalidOperationException(
                $"\"{root}\" holds {previous.Size} entries of the log \"{previous.Origin}\"; {next.Size} of \"{next.Origin}\" cannot be published there.");
        }

        return previous.Size == 0 || CompactRange.Load(previous.Size, reader).Root() == previous.Root
            ? previous.Size
            : throw new InvalidOperationException($"\"{root}\" holds {previous.Size} entries that this log did not grow out of; one of the two was rewritten. Run verify.");
    }

    private static void WriteFile(string path, ReadOnlySpan<byte> bytes, bool isDurable)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: isDurable);
        }

        File.Move(draft, path, overwrite: true);
    }
}
