namespace Annals.Archive;

/// <summary>Runs long work that holds a processor on a thread of its own: the pool has few threads, and makes more so slowly that requests would wait for them.</summary>
internal static class OwnThread
{
    /// <summary>Runs it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
