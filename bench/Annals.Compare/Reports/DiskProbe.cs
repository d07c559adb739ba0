using Annals.Compare.Engines;

namespace Annals.Compare.Reports;

/// <summary>How long the disk alone takes for a small durable write, to read the other figures by.</summary>
internal static class DiskProbe
{
    private const int Writes = 100;

    /// <summary>Median of writing 4 KiB into a file that has its length already, and syncing it.</summary>
    public static double SyncMilliseconds(string folder)
    {
        var path = Path.Combine(folder, "probe");
        var block = new byte[4096];
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, PreallocationSize = Writes * block.Length, Options = FileOptions.DeleteOnClose });
        file.Write(new byte[Writes * block.Length]);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        var times = Timing.Each(Writes, _ =>
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        });
        return times.Order().ElementAt(Writes / 2) / 1000;
    }
}
