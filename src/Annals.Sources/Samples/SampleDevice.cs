using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>What a person works with, as records tell of it.</summary>
/// <param name="UserAgent">As the browser or program names itself.</param>
/// <param name="Os">Operating system, in the words of sign-ins.</param>
/// <param name="Browser">Name of the browser, or empty.</param>
/// <param name="Platform">Operating system, in the words of file records.</param>
internal sealed record SampleDevice(string UserAgent, string Os, string Browser, string Platform)
{
    private const int VersionFirst = 124;
    private const int VersionCount = 3;

    private static readonly (string UserAgent, string Os, string Browser, string Platform)[] Kinds =
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36 Edg/#.0.0.0", "Windows10", "Edge", "WinDesktop"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36", "Windows10", "Chrome", "WinDesktop"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:#.0) Gecko/20100101 Firefox/#.0", "MacOs", "Firefox", "MacOSX"),
        ("Microsoft Office Word/16.0.17#28 (Windows NT 10.0.22631; Microsoft Word 16.0.17#28)", "Windows10", "", "WinDesktop"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E#", "Ios", "Safari", "iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:#.0) Gecko/20100101 Firefox/#.0", "Linux", "Firefox", "Linux"),
        ("OneDriveMpc/1.0 (24.#.1)", "Windows10", "", "Service"),
    ];

    private static readonly SampleDevice[] Pool = [.. Kinds.SelectMany(kind => Enumerable.Range(VersionFirst, VersionCount).Select(version =>
    {
        var text = version.ToString(CultureInfo.InvariantCulture);
        return new SampleDevice(kind.UserAgent.Replace("#", text, StringComparison.Ordinal), kind.Os, kind.Browser, kind.Platform);
    }))];

    /// <summary>The first or the second device of a person.</summary>
    public static SampleDevice Of(SampleUser user, bool isSecond) => Pool[(user.Number + (isSecond ? 1 + (user.Number % 11) : 0)) % Pool.Length];
}
