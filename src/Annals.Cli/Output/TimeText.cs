using System.Globalization;

namespace Annals.Cli.Output;

/// <summary>Times for people and programs, always UTC.</summary>
internal static class TimeText
{
    /// <summary>ISO 8601 with as many digits of the second as needed and a Z.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Iso(DateTimeOffset)"/>
    public static string Iso(long micros) => Iso(DateTimeOffset.UnixEpoch.AddTicks(checked(micros * TimeSpan.TicksPerMicrosecond)));

    /// <summary>To the second, for tables.</summary>
    public static string Short(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
