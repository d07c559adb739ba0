using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Exports;

/// <summary>The room on the disk that exports may take together, and what must stay free beside them. Thread-safe.</summary>
internal sealed class ExportSpace(IOptions<ExportJobOptions> options)
{
    private readonly Lock gate = new();
    private long used;

    /// <summary>Bytes that files of exports take now, those being written included.</summary>
    public long Used
    {
        get
        {
            lock (gate)
            {
                return used;
            }
        }
    }

    /// <summary>Notes files that are there already, whatever the limit is.</summary>
    public void Note(long bytes)
    {
        lock (gate)
        {
            used += bytes;
        }
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes)
    {
        lock (gate)
        {
            used -= bytes;
        }
    }

    /// <summary>A piece of the room for one file, which grows with it.</summary>
    /// <param name="folder">A folder on the disk that must keep some bytes free.</param>
    public Lease Begin(string folder) => new(this, folder);

    private void Take(long bytes, string folder)
    {
        if (new DriveInfo(folder).AvailableFreeSpace - bytes < options.Value.FreeBytesMin)
        {
            throw new ExportRefusedException($"The disk would have less than {options.Value.FreeBytesMin} bytes free, which exports leave to the log (Exports:FreeBytesMin). Remove exports that are not needed, or ask an administrator for room.");
        }

        lock (gate)
        {
            if (used + bytes > options.Value.BytesMax)
            {
                throw new ExportRefusedException($"The files of all exports may take {options.Value.BytesMax} bytes together (Exports:BytesMax), and this one would exceed that. Remove exports that are not needed, or ask for fewer records.");
            }

            used += bytes;
        }
    }

    /// <summary>The room of one file. Given back on dispose unless the file is kept.</summary>
    internal sealed class Lease(ExportSpace space, string folder) : IDisposable
    {
        private long taken;
        private bool isKept;

        /// <summary>Makes sure of room for a file of this length.</summary>
        /// <exception cref="ExportRefusedException">There is none.</exception>
        public void Reach(long length)
        {
            if (length > taken)
            {
                var more = length - taken;
                space.Take(more, folder);
                taken += more;
            }
        }

        /// <summary>The file stays, with this length, for which there is room.</summary>
        public void Keep(long length)
        {
            space.Release(taken - length);
            isKept = true;
        }

        public void Dispose()
        {
            if (!isKept)
            {
                space.Release(taken);
                isKept = true;
            }
        }
    }
}
