using System.Globalization;
using Annals.Compare.Workers;

namespace Annals.Compare.Engines;

/// <summary>Bytes that files occupy, by the file system's own count of blocks.</summary>
internal static class DiskUse
{
    /// <summary>Occupied bytes of files and folders; those that are not there occupy none.</summary>
    public static async Task<long> OfAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var there = paths.Where(path => File.Exists(path) || Directory.Exists(path)).ToArray();
        if (there.Length == 0)
        {
            return 0;
        }

        var result = await ChildProcess.RunAsync("du", ["--block-size=1", "--summarize", "--total", "--", .. there], TimeSpan.FromMinutes(1), cancellationToken);
        result.ThrowIfFailed("du");
        var total = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        return long.Parse(total.AsSpan(0, total.IndexOf('\t', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
    }
}
