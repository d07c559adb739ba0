using System.IO.MemoryMappedFiles;

namespace Annals.Shared;

/// <summary>
/// A clock whose time stands in a file that another program writes: 8 bytes, microseconds since 1970 UTC, little-endian. It is looked at every millisecond; timers are due when the file's time has passed
/// theirs. For tests in which several processes share a time that runs faster than real. Disposing it stops its timers.
/// </summary>
internal sealed class ClockFile : TimeProvider, IDisposable
{
    private const int Length = 8;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly Lock gate = new();
    private readonly PriorityQueue<ClockTimer, long> due = new();
    private readonly ManualResetEventSlim stopped = new();
    private readonly Thread thread;

    private ClockFile(MemoryMappedFile file)
    {
        this.file = file;
        view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        thread = new Thread(Run) { IsBackground = true, Name = "clock file" };
        thread.Start();
    }

    public override long TimestampFrequency => 1_000_000;

    /// <summary>Follows a file.</summary>
    /// <exception cref="IOException">It is not there, or too short.</exception>
    public static ClockFile Open(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: >= Length })
        {
            throw new IOException($"\"{path}\" is no clock: it must hold {Length} bytes, microseconds since 1970 UTC.");
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new ClockFile(MemoryMappedFile.CreateFromFile(stream, mapName: null, Length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false));
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp() * TimeSpan.TicksPerMicrosecond);

    public override long GetTimestamp() => view.ReadInt64(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose()
    {
        stopped.Set();
        thread.Join();
        view.Dispose();
        file.Dispose();
        stopped.Dispose();
    }

    private void Run()
    {
        while (!stopped.Wait(LookEvery))
        {
            while (Next() is { } timer)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static due => due.Call(), timer, preferLocal: false);
            }
        }
    }

    /// <summary>A timer that is due, taken out and entered again if it repeats.</summary>
    private ClockTimer? Next()
    {
        lock (gate)
        {
            var now = GetTimestamp();
            while (due.TryPeek(out var timer, out var at) && at <= now)
            {
                due.Dequeue();

                // One that was changed meanwhile has another entry, or none.
                if (timer.DueAt == at)
                {
                    timer.DueAt = timer.Period > 0 ? at + timer.Period : null;
                    Enter(timer);
                    return timer;
                }
            }

            return null;
        }
    }

    private void Enter(ClockTimer timer)
    {
        if (timer.DueAt is { } at)
        {
            due.Enqueue(timer, at);
        }
    }

    private sealed class ClockTimer(ClockFile clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();

        public long? DueAt { get; set; }

        public long Period { get; private set; }

        public void Call()
        {
            if (context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(context, _ => callback(state), null);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks / TimeSpan.TicksPerMicrosecond;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetTimestamp() + (dueTime.Ticks / TimeSpan.TicksPerMicrosecond);
                clock.Enter(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                DueAt = null;
                Period = 0;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
