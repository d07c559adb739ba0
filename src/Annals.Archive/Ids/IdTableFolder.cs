using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>What all tables of one folder share: where they lie, whose they are and how entries are read back.</summary>
internal sealed class IdTableFolder(string path, IdTableSet set, long knownSize, EntryIdReader reader, bool isReadOnly)
{
    private const string Extension = ".ids";

    /// <summary>A table that grew or was made since the last <see cref="RecordIdTable.Advance"/>, complete but not yet in force.</summary>
    private const string PendingExtension = ".ids.new";

    /// <summary>A table being filled.</summary>
    private const string GrowingExtension = ".ids.grow";

    private const string StatePendingName = IdTableState.FileName + ".new";

    public string Path { get; } = path;

    public IdTableSet Set { get; } = set;

    public EntryIdReader Reader { get; } = reader;

    public bool IsReadOnly { get; } = isReadOnly;

    /// <summary>Every position below this one can be read back; a slot beyond is a left-over of entries that a power cut took.</summary>
    public long KnownSize { get; private set; } = knownSize;

    public string StatePath => System.IO.Path.Combine(Path, IdTableState.FileName);

    public void Know(long position) => KnownSize = Math.Max(KnownSize, position + 1);

    public string TablePath(int day) => System.IO.Path.Combine(Path, IdDay.Name(day) + Extension);

    public string PendingPath(int day) => System.IO.Path.Combine(Path, IdDay.Name(day) + PendingExtension);

    public string GrowingPath(int day) => System.IO.Path.Combine(Path, IdDay.Name(day) + GrowingExtension);

    /// <summary>The record id of the last entry below <paramref name="size"/>: it tells a log from a fork of it.</summary>
    public Digest16 Anchor(long size) => size == 0 ? default : Reader(size - 1).RecordId;

    public void WriteState(IdTableState state)
    {
        var pending = System.IO.Path.Combine(Path, StatePendingName);
        using (var handle = File.OpenHandle(pending, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, state.ToBytes(), 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(pending, StatePath, overwrite: true);
        FolderSync.Names(Path);
    }

    /// <summary>Removes everything of ours that the state does not name; files with other names are left alone.</summary>
    public void RemoveAllBut(Func<int, bool> isNamed)
    {
        foreach (var file in Directory.GetFiles(Path))
        {
            var name = System.IO.Path.GetFileName(file);
            if (name == StatePendingName || IsLeftOver(name, isNamed))
            {
                File.Delete(file);
            }
        }
    }

    private static bool IsLeftOver(string name, Func<int, bool> isNamed)
    {
        foreach (var extension in (ReadOnlySpan<string>)[PendingExtension, GrowingExtension, Extension])
        {
            if (name.EndsWith(extension, StringComparison.Ordinal) && IdDay.TryParse(name[..^extension.Length], out var day))
            {
                return extension != Extension || !isNamed(day);
            }
        }

        return false;
    }
}
