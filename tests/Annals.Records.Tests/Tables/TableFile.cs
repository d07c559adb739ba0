using Annals.Testing;

namespace Annals.Records.Tests.Tables;

/// <summary>A committed table of names and numbers: tab-separated, with comment lines that give source and date.</summary>
internal static class TableFile
{
    public static List<string[]> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "src/Annals.Records/Tables", name)).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t'))];
}
