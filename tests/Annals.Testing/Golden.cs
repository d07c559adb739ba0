namespace Annals.Testing;

/// <summary>Compares text with a committed file; with <c>ANNALS_UPDATE_GOLDEN=1</c> the file is written instead, to be reviewed like code.</summary>
public static class Golden
{
    /// <summary>Whether this run rewrites the committed files.</summary>
    public static bool IsUpdating { get; } = Environment.GetEnvironmentVariable("ANNALS_UPDATE_GOLDEN") == "1";

    /// <summary>Throws unless the file holds exactly <paramref name="actual"/>; names the first line that differs.</summary>
    /// <param name="relativePath">Path below the repository, with forward slashes.</param>
    /// <param name="actual">The text made now, with line feeds.</param>
    public static void Check(string relativePath, string actual) => AssertEqual(Path.Combine(Repository.Root, relativePath), actual);

    /// <summary>As <see cref="Check"/>, for a full path.</summary>
    public static void AssertEqual(string path, string actual)
    {
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected != actual)
        {
            throw new GoldenException(path, FirstDifference(expected, actual));
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var l = i < left.Length ? left[i] : "(end of file)";
            var r = i < right.Length ? right[i] : "(end of text)";
            if (l != r)
            {
                return $"line {i + 1}\n  committed: {l}\n  now:       {r}";
            }
        }

        return "line ends only";
    }
}

/// <summary>A committed file and what was made now are not the same.</summary>
public sealed class GoldenException(string path, string difference)
    : Exception($"{path} differs at {difference}\nIf the change is meant, run the test again with ANNALS_UPDATE_GOLDEN=1 and review the file.");
