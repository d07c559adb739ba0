using System.Globalization;

namespace Annals.Log.Storage;

/// <summary>Names of the files of a log.</summary>
internal sealed class LogFolder(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Lock => Path.Combine(Root, "lock");

    public string Checkpoint => Path.Combine(Root, "checkpoint");

    public string CheckpointDraft => Path.Combine(Root, "checkpoint.new");

    public string Wal => Path.Combine(Root, "wal");

    public string Segments => Path.Combine(Root, "segments");

    public string WalFile(long number) => Path.Combine(Wal, string.Create(CultureInfo.InvariantCulture, $"{number}.wal"));

    public string TreeFile(long segment) => Path.Combine(Segments, string.Create(CultureInfo.InvariantCulture, $"{segment}.tree"));

    public string DataFile(long segment, uint generation) => Path.Combine(Segments, string.Create(CultureInfo.InvariantCulture, $"{segment}.{generation}.data"));

    /// <summary>Name relative to the folder, with slashes: what reports show.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static bool TryParseWal(string name, out long number) => TryParse(name, ".wal", out number);

    public static bool TryParseTree(string name, out long segment) => TryParse(name, ".tree", out segment);

    public static bool TryParseData(string name, out long segment, out uint generation)
    {
        segment = 0;
        generation = 0;
        if (!name.EndsWith(".data", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = name.Split('.');
        return parts.Length == 3 && TryParseNumber(parts[0], out segment) && TryParseNumber(parts[1], out var wide)
            && wide is > 0 and <= uint.MaxValue && (generation = (uint)wide) > 0;
    }

    private static bool TryParse(string name, string suffix, out long number)
    {
        number = 0;
        return name.EndsWith(suffix, StringComparison.Ordinal) && TryParseNumber(name.AsSpan(0, name.Length - suffix.Length), out number);
    }

    /// <summary>Only the form that this program writes: digits without leading zeros.</summary>
    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text.Length is > 0 and < 19
            && (text.Length == 1 || text[0] != '0')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
