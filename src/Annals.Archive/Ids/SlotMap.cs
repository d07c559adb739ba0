using System.IO.MemoryMappedFiles;
using Annals.Log;
using Microsoft.Win32.SafeHandles;

namespace Annals.Archive.Ids;

/// <summary>The slots of one table file in memory: open addressing with linear probing. Keeps no file open.</summary>
internal sealed unsafe class SlotMap : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly ulong* _slots;
    private readonly int _slotsLog2;

    private SlotMap(MemoryMappedViewAccessor view, int slotsLog2)
    {
        _view = view;
        _slotsLog2 = slotsLog2;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _slots = (ulong*)(start + IdTableHeader.Length);
    }

    public int SlotsLog2 => _slotsLog2;

    public long Capacity => 1L << _slotsLog2;

    public long MappedBytes => IdTableHeader.FileLengthOf(_slotsLog2);

    public ulong this[long slot] => _slots[slot];

    /// <summary>Makes a file of empty slots whose blocks are reserved, so that filling it cannot meet a full disk.</summary>
    public static SlotMap Create(string path, IdTableHeader header)
    {
        Span<byte> bytes = stackalloc byte[IdTableHeader.Length];
        header.Write(bytes);
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None, header.FileLength);
        RandomAccess.Write(handle, bytes, 0);
        RandomAccess.SetLength(handle, header.FileLength);
        return Map(handle, header, isReadOnly: false);
    }

    /// <summary>Maps an existing file.</summary>
    /// <exception cref="RecordIdTableDamagedException">Its header or length does not fit.</exception>
    public static SlotMap Open(string path, IdTableSet set, int day, bool isReadOnly)
    {
        using var handle = OpenFile(path, isReadOnly);
        return CheckHeader(handle, set, day, out var header) is { } finding
            ? throw new RecordIdTableDamagedException(path, finding)
            : Map(handle, header, isReadOnly);
    }

    /// <summary>Checks header and length of a file without mapping it; null if they fit.</summary>
    public static string? Check(string path, IdTableSet set, int day)
    {
        using var handle = OpenFile(path, isReadOnly: true);
        return CheckHeader(handle, set, day, out _);
    }

    /// <summary>The slot where the search for a key begins.</summary>
    public long Home(in Digest16 key) => (long)(key.High >> (64 - _slotsLog2));

    public long Next(long slot) => (slot + 1) & (Capacity - 1);

    /// <summary>Puts the word into the first free slot of its key, unless one before it holds the same word.</summary>
    /// <returns>False if it was there already.</returns>
    public bool TryAdd(in Digest16 key, ulong word)
    {
        var slot = Home(key);
        while (_slots[slot] != 0)
        {
            if (_slots[slot] == word)
            {
                return false;
            }

            slot = Next(slot);
        }

        _slots[slot] = word;
        return true;
    }

    public bool Contains(in Digest16 key, ulong word)
    {
        var slot = Home(key);
        while (_slots[slot] != 0)
        {
            if (_slots[slot] == word)
            {
                return true;
            }

            slot = Next(slot);
        }

        return false;
    }

    /// <summary>Returns when every slot is durable.</summary>
    public void Sync() => _view.Flush();

    public void Dispose()
    {
        // The view's own Dispose would wait for the disk (msync) unless its handle is closed already; only Sync may wait.
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.SafeMemoryMappedViewHandle.Dispose();
        _view.Dispose();
    }

    private static SafeFileHandle OpenFile(string path, bool isReadOnly) =>
        File.OpenHandle(path, FileMode.Open, isReadOnly ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static string? CheckHeader(SafeFileHandle handle, IdTableSet set, int day, out IdTableHeader header)
    {
        Span<byte> bytes = stackalloc byte[IdTableHeader.Length];
        var length = RandomAccess.Read(handle, bytes, 0);
        return IdTableHeader.TryRead(bytes[..length], RandomAccess.GetLength(handle), set, day, out header);
    }

    private static SlotMap Map(SafeFileHandle handle, IdTableHeader header, bool isReadOnly)
    {
        var access = isReadOnly ? MemoryMappedFileAccess.Read : MemoryMappedFileAccess.ReadWrite;
        using var file = MemoryMappedFile.CreateFromFile(handle, mapName: null, header.FileLength, access, HandleInheritability.None, leaveOpen: true);
        return new SlotMap(file.CreateViewAccessor(0, header.FileLength, access), header.SlotsLog2);
    }
}
