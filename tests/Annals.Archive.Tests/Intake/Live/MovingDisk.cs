using Annals.Log.Storage;

namespace Annals.Archive.Tests.Intake.Live;

/// <summary>The real disk, whose syncs can be held up or made to fail and which can be full.</summary>
internal sealed class MovingDisk : ILogDisk, IDisposable
{
    private readonly ManualResetEventSlim open = new(initialState: true);
    private readonly SemaphoreSlim arrived = new(0);

    /// <summary>Bytes that it says are free.</summary>
    public long Free { get; set; } = long.MaxValue;

    /// <summary>While set, syncs fail.</summary>
    public bool FailsToSync { get; set; }

    /// <summary>Syncs of files so far.</summary>
    public int Syncs { get; private set; }

    /// <summary>Makes the next sync wait until <see cref="Release"/>.</summary>
    public void Hold() => open.Reset();

    public void Release() => open.Set();

    /// <summary>Waits until a sync is held up.</summary>
    public async Task HeldAsync() => Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)));

    public ILogFile? TryOpen(string path, bool write) => OsDisk.Instance.TryOpen(path, write) is { } file ? new MovingFile(this, file) : null;

    public ILogFile Create(string path) => new MovingFile(this, OsDisk.Instance.Create(path));

    public IReadOnlyList<string> List(string folder) => OsDisk.Instance.List(folder);

    public void CreateFolder(string folder) => OsDisk.Instance.CreateFolder(folder);

    public void Rename(string from, string to) => OsDisk.Instance.Rename(from, to);

    public void Delete(string path) => OsDisk.Instance.Delete(path);

    public void SyncFolder(string folder) => OsDisk.Instance.SyncFolder(folder);

    public long FreeBytes(string folder) => Free;

    public ILockFile Lock(string path, string content) => OsDisk.Instance.Lock(path, content);

    public void Dispose()
    {
        open.Dispose();
        arrived.Dispose();
    }

    private void Sync(ILogFile file)
    {
        if (!open.IsSet)
        {
            arrived.Release();
            Assert.True(open.Wait(TimeSpan.FromSeconds(30)));
        }

        if (FailsToSync)
        {
            throw new Annals.Log.LogDurabilityException("The disk is gone.");
        }

        Syncs++;
        file.Sync();
    }

    private sealed class MovingFile(MovingDisk disk, ILogFile file) : ILogFile
    {
        public string Path => file.Path;

        public long Length => file.Length;

        public int Read(long offset, Span<byte> destination) => file.Read(offset, destination);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes);

        public void Sync() => disk.Sync(file);

        public void SetLength(long length) => file.SetLength(length);

        public void Reserve(long length) => file.Reserve(length);

        public void Dispose() => file.Dispose();
    }
}
