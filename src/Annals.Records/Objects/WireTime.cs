using System.Globalization;

namespace Annals.Records.Objects;

/// <summary>Times as the vendors write them: ISO 8601, UTC where no zone is given, with or without fraction.</summary>
internal static class WireTime
{
    /// <summary>Microsoft 365 writes neither zone nor fraction; a fraction is written only if there is one.</summary>
    public const string Microsoft365 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    /// <summary>Genesys Cloud and own applications: milliseconds and Z.</summary>
    public const string WithZone = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static DateTimeOffset? Read(string? text) =>
        text is { Length: >= 10 } && text[4] == '-' && text[7] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
