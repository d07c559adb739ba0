using System.Globalization;
using System.Text;

namespace Annals.Log;

/// <summary>Name of a static resource of a log: a tile of hashes or a bundle of entries.</summary>
/// <remarks>
/// C2SP tlog-tiles, section "Merkle Tree", always with forward slashes. Made by <see cref="ForHashes"/>, <see cref="ForEntries"/> or
/// <see cref="TryParse"/>; the default value is no path.
/// </remarks>
public readonly record struct TilePath
{
    /// <summary>Hashes in a full tile, entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree in one tile.</summary>
    public const int Height = 8;

    private const int LevelMax = 63;
    private const long IndexMax = long.MaxValue / FullWidth;
    private const string EntriesPrefix = "tile/entries/";

    private readonly sbyte level;

    private TilePath(int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, IndexMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        this.level = (sbyte)level;
        Index = index;
        Width = width;
    }

    /// <summary>Whether it is a bundle of entries.</summary>
    public bool IsEntries => level < 0;

    /// <summary>Level of the tile, from 0; 0 for a bundle, which lies beside the tiles of level 0.</summary>
    public int Level => Math.Max((int)level, 0);

    /// <summary>Number of the tile in its level, or of the bundle.</summary>
    public long Index { get; }

    /// <summary>Hashes or entries in it, 1 to 256.</summary>
    public int Width { get; }

    /// <summary>Whether it holds fewer than 256.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>The full resource of the same place, which may stand in for a partial one: it begins with the same bytes.</summary>
    public TilePath Full => new(level, Index, FullWidth);

    /// <summary>Name of a tile of hashes.</summary>
    /// <param name="level">0 to 63; hash i of tile n is the root of 256^level entries.</param>
    /// <param name="index">Number of the tile, from 0.</param>
    /// <param name="width">1 to 256.</param>
    public static TilePath ForHashes(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, LevelMax);
        return new TilePath(level, index, width);
    }

    /// <summary>Name of a bundle of entries.</summary>
    /// <param name="index">Number of the bundle, from 0.</param>
    /// <param name="width">1 to 256.</param>
    public static TilePath ForEntries(long index, int width = FullWidth) => new(-1, index, width);

    /// <summary>Reads a name in its one allowed spelling.</summary>
    /// <returns>False for anything else: leading zeros, superfluous groups, a full width spelt out, other digits, slashes at the ends.</returns>
    public static bool TryParse(string text, out TilePath path)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = default;
        if (!TryReadLevel(text, out var level, out var rest))
        {
            return false;
        }

        var width = (long)FullWidth;
        var suffix = rest.IndexOf(".p/", StringComparison.Ordinal);
        if (suffix >= 0)
        {
            if (!DecimalText.TryParse(rest.AsSpan(suffix + 3), out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            rest = rest[..suffix];
        }

        if (!TryReadIndex(rest, out var index))
        {
            return false;
        }

        path = new TilePath(level, index, (int)width);
        return true;
    }

    /// <summary>The name, such as <c>tile/0/x001/067.p/112</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(EntriesPrefix.Length + 32);
        if (IsEntries)
        {
            text.Append(EntriesPrefix);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"tile/{level}/");
        }

        var groups = 1;
        for (var rest = Index; rest >= 1000; rest /= 1000)
        {
            groups++;
        }

        for (var group = groups - 1; group >= 0; group--)
        {
            var digits = Index / PowerOfThousand(group) % 1000;
            text.Append(CultureInfo.InvariantCulture, $"{(group > 0 ? "x" : "")}{digits:D3}{(group > 0 ? "/" : "")}");
        }

        return IsPartial ? text.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString() : text.ToString();
    }

    private static long PowerOfThousand(int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
        {
            power *= 1000;
        }

        return power;
    }

    private static bool TryReadLevel(string text, out int level, out string rest)
    {
        (level, rest) = (-1, "");
        if (text.StartsWith(EntriesPrefix, StringComparison.Ordinal))
        {
            rest = text[EntriesPrefix.Length..];
            return true;
        }

        const string Prefix = "tile/";
        var slash = text.StartsWith(Prefix, StringComparison.Ordinal) ? text.IndexOf('/', Prefix.Length) : -1;
        if (slash < 0 || !DecimalText.TryParse(text.AsSpan(Prefix.Length, slash - Prefix.Length), out var number) || number > LevelMax)
        {
            return false;
        }

        level = (int)number;
        rest = text[(slash + 1)..];
        return true;
    }

    private static bool TryReadIndex(string text, out long index)
    {
        index = 0;
        var groups = text.Split('/');
        for (var i = 0; i < groups.Length; i++)
        {
            var isLast = i == groups.Length - 1;
            var digits = isLast ? groups[i] : groups[i].StartsWith('x') ? groups[i][1..] : "";
            if (digits.Length != 3 || digits.AsSpan().ContainsAnyExceptInRange('0', '9') || index > (IndexMax / 1000))
            {
                return false;
            }

            var number = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            if (number == 0 && index == 0 && !isLast)
            {
                return false;
            }

            index = (index * 1000) + number;
        }

        return index <= IndexMax;
    }
}
