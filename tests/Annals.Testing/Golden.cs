namespace Annals.Testing;

/// <summary>Compares text with a reviewed file.</summary>
public static class Golden
{
    /// <summary>Whether files are rewritten instead of compared (ANNALS_UPDATE_GOLDEN=1).</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("ANNALS_UPDATE_GOLDEN") == "1";

    /// <summary>Fails if the file holds another text.</summary>
    /// <exception cref="InvalidOperationException">The texts differ, or the file is missing.</exception>
    public static void AssertEqual(string path, string actual)
    {
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : throw new InvalidOperationException($"\"{path}\" is missing; run with ANNALS_UPDATE_GOLDEN=1 and review it.");
        if (expected != actual)
        {
            throw new InvalidOperationException($"\"{path}\" differs. Run with ANNALS_UPDATE_GOLDEN=1 and review the change. Actual:\n{actual}");
        }
    }
}
