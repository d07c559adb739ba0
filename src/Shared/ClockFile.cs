using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace Annals;

/// <summary>
/// A clock whose time stands in a file of eight bytes: microseconds since 1970 UTC, a signed number, the lowest byte first. Every process that has the file open has the same time; one of them moves it. Timers fire within
/// about a millisecond after that. It never goes back, whatever the file says. Thread-safe.
/// </summary>
internal sealed class ClockFile : TimeProvider, IDisposable
{
    private const int Length = sizeof(long);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimers timers = new();
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;
    private readonly ITimer looking;
    private long newest;
    private int isLooking;
    private volatile bool isDisposed;

    private ClockFile(MemoryMappedFile map)
    {
        this.map = map;
        view = map.CreateViewAccessor(0, Length);
        looking = System.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <summary>Opens a file, or makes one whose time is 1970.</summary>
    /// <exception cref="IOException">It cannot be opened, or is longer than a clock.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static ClockFile Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            if (file.Length > Length)
            {
                throw new IOException($"The file \"{path}\" is {file.Length} bytes long; a clock has {Length}.");
            }

            file.SetLength(Length);
            return new ClockFile(MemoryMappedFile.CreateFromFile(file, mapName: null, Length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Ticks(), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Ticks();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => timers.Create(Ticks, callback, state, dueTime, period);

    /// <summary>Moves the time for everybody. A time before the present one is ignored.</summary>
    public void Set(DateTimeOffset to)
    {
        if (to.UtcTicks > Ticks())
        {
            var micros = (to.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
            view.Write(0, BitConverter.IsLittleEndian ? micros : BinaryPrimitives.ReverseEndianness(micros));
            Look();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A clock that is closed stands still.
        isDisposed = true;
        looking.Dispose();
        SpinWait.SpinUntil(() => Interlocked.CompareExchange(ref isLooking, 1, 0) == 0);
        view.Dispose();
        map.Dispose();
    }

    private void Look()
    {
        if (Interlocked.CompareExchange(ref isLooking, 1, 0) != 0)
        {
            return;
        }

        try
        {
            timers.Fire(Ticks());
        }
        finally
        {
            Volatile.Write(ref isLooking, 0);
        }
    }

    private long Ticks()
    {
        var known = Volatile.Read(ref newest);
        if (isDisposed)
        {
            return Math.Max(known, DateTime.UnixEpoch.Ticks);
        }

        var stored = view.ReadInt64(0);
        var micros = BitConverter.IsLittleEndian ? stored : BinaryPrimitives.ReverseEndianness(stored);
        var ticks = DateTime.UnixEpoch.Ticks + (Math.Clamp(micros, 0, (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);
        while (ticks > known)
        {
            var seen = Interlocked.CompareExchange(ref newest, ticks, known);
            if (seen == known)
            {
                return ticks;
            }

            known = seen;
        }

        return known;
    }
}
