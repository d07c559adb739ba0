using Annals.Testing;

namespace Annals.Server.Tests;

/// <summary>Tables of the reference that the vendors' interfaces are built after; it is part of the shared data.</summary>
internal static class ReferenceTable
{
    /// <summary>The rows of the one table whose header line begins with some cells, each row as its cells.</summary>
    /// <param name="file">Name of the file, such as <c>microsoft365.md</c>.</param>
    /// <param name="header">The first cells of the header line, as they stand there.</param>
    public static IReadOnlyList<string[]> Rows(string file, string header)
    {
        var lines = File.ReadAllLines(SharedData.PathOf($"reference/{file}"));
        var start = Array.FindIndex(lines, line => line.StartsWith(header, StringComparison.Ordinal));
        Assert.True(start >= 0, $"{file} has no table that begins with {header}");
        Assert.Single(lines, line => line.StartsWith(header, StringComparison.Ordinal));
        var rows = lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.NotEmpty(rows);
        return rows;
    }
}
