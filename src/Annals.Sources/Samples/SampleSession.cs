using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>A person at work for a while: one address, one browser, one session id.</summary>
internal sealed class SampleSession
{
    public SampleSession(SampleUser user, SampleRandom random, string? address = null)
    {
        User = user;
        Id = random.Guid();
        Remaining = 1 + random.Below(24);
        Address = address ?? Draw(user, random);
        UserAgent = random.Pick(SampleWords.UserAgents).Replace("#", (108 + random.Below(24)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("~", (1000 + random.Below(6000)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Site = random.OneIn(3) ? $"https://example-my.sharepoint.example.com/personal/{user.Alias.Replace('.', '_')}_example_com" : $"https://example.sharepoint.example.com/sites/{random.Pick(SampleWords.Sites)}";
    }

    public SampleUser User { get; }

    public SampleGuid Id { get; }

    /// <summary>Address without a port.</summary>
    public string Address { get; }

    public string UserAgent { get; }

    /// <summary>The site or personal store that the person works in.</summary>
    public string Site { get; }

    /// <summary>Records until the session ends.</summary>
    public int Remaining { get; set; }

    private static string Draw(SampleUser user, SampleRandom random)
    {
        var culture = CultureInfo.InvariantCulture;
        var home = user.Number;
        return random.Below(20) switch
        {
            < 11 => string.Create(culture, $"10.{1 + (home % 40)}.{home / 40 % 250}.{2 + random.Below(250)}"),
            < 14 => string.Create(culture, $"198.51.100.{1 + (home % 254)}"),
            < 16 => string.Create(culture, $"203.0.113.{1 + random.Below(190)}"),
            < 17 => string.Create(culture, $"192.0.2.{1 + random.Below(254)}"),
            _ => string.Create(culture, $"2001:db8:{home % 0xFFFF:x}:{1 + random.Below(0xFFFE):x}::{1 + random.Below(0xFFFE):x}"),
        };
    }
}
