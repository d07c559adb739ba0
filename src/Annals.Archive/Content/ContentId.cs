using System.Globalization;
using System.Text.RegularExpressions;
using Annals.Records.Microsoft365;

namespace Annals.Archive;

/// <summary>
/// Ids of content items. They look like the vendor's and are opaque to clients: <c>{17 digits: recorded time of the first record}{6 digits}$
/// {17 digits: time of creation}{6 digits}$audit_general$Audit_General$annals</c>. The two groups of six digits are the position of the first record.
/// </summary>
internal static partial class ContentId
{
    private const int HalfPosition = 1_000_000;
    private const string TimeFormat = "yyyyMMddHHmmssfff";

    /// <summary>The id of an item.</summary>
    public static string Of(ContentItem item)
    {
        var name = ContentTypes.NameOf(item.Type).Replace('.', '_');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time(item.RecordedMicros / 1000)}{item.First / HalfPosition % HalfPosition:D6}${Time(item.CreatedMillis)}{item.First % HalfPosition:D6}${name.ToLowerInvariant()}${name}$annals");
    }

    /// <summary>Reads what an id says; only the table tells whether there is such an item.</summary>
    public static bool TryParse(string id, out ContentType type, out long first)
    {
        type = default;
        first = -1;
        if (Pattern().Match(id) is not { Success: true } match || !ContentTypes.TryParse(match.Groups["type"].Value.Replace('_', '.'), out type))
        {
            return false;
        }

        first = (long.Parse(match.Groups["high"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * HalfPosition)
            + long.Parse(match.Groups["low"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    private static string Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis).UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[0-9]{17}(?<high>[0-9]{6})\$[0-9]{17}(?<low>[0-9]{6})\$[a-z_]{7,40}\$(?<type>[A-Za-z]{3,5}_[A-Za-z]{3,30})\$annals\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
