using System.Reflection;

namespace Annals.Testing;

/// <summary>
/// Finds the real records and reference vectors that tests read but the repository does not hold (see README, "Test data").
/// They are looked for under the folder named by ANNALS_SHARED, else in <c>shared/</c> beside the repository.
/// </summary>
public static class SharedData
{
    /// <summary>What a skipped test prints.</summary>
    public const string SkipReason = "needs the shared data folder: put it beside the repository as ../shared or name it in ANNALS_SHARED";

    /// <summary>The folder, or null when there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Whether the shared data was found; for <c>SkipUnless</c> of xunit.</summary>
    public static bool IsAvailable => Root is not null;

    /// <summary>Full path of a file below the shared folder, such as <c>data/m365/purview-export.csv</c>.</summary>
    public static string PathOf(string relative) =>
        Path.Combine(Root ?? throw new InvalidOperationException(SkipReason), relative);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ANNALS_SHARED") is { Length: > 0 } named)
        {
            return Directory.Exists(Path.Combine(named, "data")) ? Path.GetFullPath(named) : null;
        }

        var candidate = Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(Path.Combine(candidate, "data")) ? Path.GetFullPath(candidate) : null;
    }
}

/// <summary>The checked-out repository that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Folder that holds <c>Annals.slnx</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Annals.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Annals.slnx was not found above the test program; run the tests from a checkout.");
    }
}
