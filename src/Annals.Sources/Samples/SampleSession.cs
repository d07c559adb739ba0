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
        Device = SampleDevice.Of(user, isSecond: random.OneIn(6));
        var isPersonal = random.OneIn(3);
        SiteNumber = isPersonal ? SampleWords.Sites.Length + user.Number : random.Skewed(SampleWords.Sites.Length);
        Site = isPersonal ? $"https://example-my.sharepoint.example.com/personal/{user.Alias.Replace('.', '_')}_example_com" : $"https://example.sharepoint.example.com/sites/{SampleWords.Sites[SiteNumber]}";
        Token = Draw(random);
        BeginAction(random);
    }

    public SampleUser User { get; }

    public SampleGuid Id { get; }

    /// <summary>Address without a port.</summary>
    public string Address { get; }

    public SampleDevice Device { get; }

    public string UserAgent => Device.UserAgent;

    /// <summary>Id of the access token, 22 letters and digits; one for the whole session.</summary>
    public string Token { get; }

    /// <summary>Id that the records of one action share.</summary>
    public SampleGuid Correlation { get; private set; }

    /// <summary>The site or personal store that the person works in.</summary>
    public string Site { get; }

    /// <summary>Number of that site, for the ids that go with it.</summary>
    public long SiteNumber { get; }

    /// <summary>Records until the session ends.</summary>
    public int Remaining { get; set; }

    /// <summary>Starts the next action of the person.</summary>
    public void BeginAction(SampleRandom random) => Correlation = random.Guid();

    private static string Draw(SampleRandom random) => string.Create(22, random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[random.Below(64)];
        }
    });

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
