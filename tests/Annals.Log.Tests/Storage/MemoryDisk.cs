using Annals.Log.Storage;

namespace Annals.Log.Tests.Storage;

/// <summary>
/// A disk in memory that remembers what was made durable. <see cref="Crash"/> gives the disk as a power cut may leave it:
/// of what was written and not synced, any part may be there or missing; of changed names, any first few.
/// </summary>
internal sealed class MemoryDisk : ILogDisk
{
    private readonly object gate = new();
    private readonly Dictionary<string, Content> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Content> durableNames = new(StringComparer.Ordinal);
    private readonly List<(string Folder, Action<Dictionary<string, Content>> Change)> pendingNames = [];
    private int operations;

    /// <summary>Number of the writing operation at which the power fails; every later one fails too.</summary>
    public int FailAt { get; set; } = int.MaxValue;

    /// <summary>Says how much room there is; says nothing about what happens without.</summary>
    public long Free { get; set; } = long.MaxValue;

    /// <summary>While set, no file can be made or become longer.</summary>
    public bool IsFull { get; set; }

    public int Operations => operations;

    /// <summary>All files with what is in them now.</summary>
    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            lock (gate)
            {
                return names.ToDictionary(pair => pair.Key, pair => pair.Value.Now.ToArray());
            }
        }
    }

    public static MemoryDisk Of(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var disk = new MemoryDisk();
        foreach (var (path, bytes) in files)
        {
            disk.names[path] = disk.durableNames[path] = new Content([.. bytes]);
        }

        return disk;
    }

    public MemoryDisk Crash(Random random)
    {
        lock (gate)
        {
            var survivors = new Dictionary<string, Content>(durableNames, StringComparer.Ordinal);
            foreach (var (_, change) in pendingNames.Take(random.Next(pendingNames.Count + 1)))
            {
                change(survivors);
            }

            return Of(survivors.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.AfterCrash(random))));
        }
    }

    public ILogFile? TryOpen(string path, bool write)
    {
        lock (gate)
        {
            return names.TryGetValue(path, out var content) ? new Handle(this, path, content) : null;
        }
    }

    public ILogFile Create(string path)
    {
        lock (gate)
        {
            Count();
            if (names.ContainsKey(path))
            {
                throw new IOException($"{path} exists");
            }

            ThrowIfFull();
            var content = new Content([]);
            Rename(path, all => all[path] = content);
            return new Handle(this, path, content);
        }
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (gate)
        {
            return [.. names.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
    }

    public void CreateFolder(string folder)
    {
    }

    public void Rename(string from, string to)
    {
        lock (gate)
        {
            Count();
            var content = names[from];
            Rename(to, all =>
            {
                all.Remove(from);
                all[to] = content;
            });
        }
    }

    public void Delete(string path)
    {
        lock (gate)
        {
            if (names.ContainsKey(path))
            {
                Count();
                Rename(path, all => all.Remove(path));
            }
        }
    }

    public void SyncFolder(string folder)
    {
        lock (gate)
        {
            Count();
            foreach (var (_, change) in pendingNames.Where(pending => pending.Folder == folder))
            {
                change(durableNames);
            }

            pendingNames.RemoveAll(pending => pending.Folder == folder);
        }
    }

    public long FreeBytes(string folder) => Free;

    public ILockFile Lock(string path, string content) => new NoLock();

    private void Rename(string path, Action<Dictionary<string, Content>> change)
    {
        change(names);
        pendingNames.Add((Path.GetDirectoryName(path)!, change));
    }

    private void Count()
    {
        if (++operations >= FailAt)
        {
            throw new LogDurabilityException("The power failed.");
        }
    }

    private void ThrowIfFull()
    {
        if (IsFull)
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class Content(List<byte> bytes)
    {
        private readonly List<Action<List<byte>, Random?>> pending = [];
        private readonly List<byte> durable = [.. bytes];

        public List<byte> Now { get; } = bytes;

        public void Change(Action<List<byte>, Random?> change)
        {
            change(Now, null);
            pending.Add(change);
        }

        public void Sync()
        {
            pending.Clear();
            durable.Clear();
            durable.AddRange(Now);
        }

        public byte[] AfterCrash(Random random)
        {
            var result = new List<byte>(durable);
            foreach (var change in pending)
            {
                if (random.Next(3) > 0)
                {
                    change(result, random);
                }
            }

            return [.. result];
        }
    }

    private sealed class Handle(MemoryDisk disk, string path, Content content) : ILogFile
    {
        public string Path => path;

        public long Length
        {
            get
            {
                lock (disk.gate)
                {
                    return content.Now.Count;
                }
            }
        }

        public int Read(long offset, Span<byte> destination)
        {
            lock (disk.gate)
            {
                var count = (int)Math.Clamp(content.Now.Count - offset, 0, destination.Length);
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(content.Now).Slice(count == 0 ? 0 : (int)offset, count).CopyTo(destination);
                return count;
            }
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var copy = bytes.ToArray();
            lock (disk.gate)
            {
                disk.Count();
                if (offset + copy.Length > content.Now.Count)
                {
                    disk.ThrowIfFull();
                }

                content.Change((target, random) =>
                {
                    // Of one write any first part may have reached the disk.
                    var length = random is null || random.Next(2) == 0 ? copy.Length : random.Next(copy.Length + 1);
                    Resize(target, Math.Max(target.Count, (int)offset + length));
                    for (var i = 0; i < length; i++)
                    {
                        target[(int)offset + i] = copy[i];
                    }
                });
            }
        }

        public void Sync()
        {
            lock (disk.gate)
            {
                disk.Count();
                content.Sync();
            }
        }

        public void SetLength(long length)
        {
            lock (disk.gate)
            {
                disk.Count();
                if (length > content.Now.Count)
                {
                    disk.ThrowIfFull();
                }

                content.Change((target, _) => Resize(target, (int)length));
            }
        }

        public void Reserve(long length) => SetLength(Math.Max(length, Length));

        public void Dispose()
        {
        }

        private static void Resize(List<byte> target, int length)
        {
            if (target.Count > length)
            {
                target.RemoveRange(length, target.Count - length);
            }
            else
            {
                target.AddRange(new byte[length - target.Count]);
            }
        }
    }

    private sealed class NoLock : ILockFile
    {
        public void Describe(string content)
        {
        }

        public void Dispose()
        {
        }
    }
}
