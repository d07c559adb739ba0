using System.CommandLine;
using System.Globalization;

namespace Annals.Cli.Options;

/// <summary>One record, by its source's id or by its position.</summary>
internal static class RecordArgument
{
    public static Argument<string> Create() => new("ID|#POS") { Description = "The record's id at its source, or # and its position in the log (quote it: '#123')." };

    /// <summary>The position, if that is what was given.</summary>
    public static bool TryPosition(string text, out long position)
    {
        position = -1;
        return text.StartsWith('#') && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }
}
