using System.Text.RegularExpressions;
using Annals.Testing;

namespace Annals.Server.Tests;

/// <summary>The tables of errors in the references, to see that none of their codes is without a test.</summary>
internal static class ErrorTable
{
    /// <summary>Codes in a column of the table that follows a heading.</summary>
    /// <param name="reference">File below <c>reference/</c> of the shared data.</param>
    /// <param name="heading">The heading, as it is written there.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="code">What a code looks like.</param>
    public static IReadOnlyList<string> Codes(string reference, string heading, int column, Regex code) =>
    [
        .. File.ReadLines(SharedData.PathOf($"reference/{reference}"))
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .SelectMany(line => code.Matches(line.Split('|')[column + 1]).Select(match => match.Value)),
    ];

    /// <summary>Those of the codes that no test below a folder writes as a text.</summary>
    public static IEnumerable<string> WithoutTest(IEnumerable<string> codes, string folder)
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Annals.Server.Tests", folder), "*Tests.cs").Where(file => !file.EndsWith("ErrorTableTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        return codes.Where(code => !tests.Contains($"\"{code}\"", StringComparison.Ordinal) && !tests.Contains($"\\\"{code}\\\"", StringComparison.Ordinal));
    }
}
