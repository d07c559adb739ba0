// Most of these tests wait for a server's timers, so more of them than there are processors run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
