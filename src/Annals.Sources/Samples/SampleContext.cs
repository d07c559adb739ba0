using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>Everything that the record being made may draw on.</summary>
internal sealed class SampleContext(SampleDirectory directory, SampleRandom random, SampleWriter writer, ulong seed)
{
    /// <summary>The organisation's id at Microsoft 365.</summary>
    public SampleGuid Tenant { get; } = SampleGuid.Of(seed, 11);

    /// <summary>The organisation's id at Genesys Cloud.</summary>
    public SampleGuid Organization { get; } = SampleGuid.Of(seed, 12);

    public SampleDirectory Directory => directory;

    public SampleRandom Random => random;

    public SampleWriter Writer => writer;

    /// <summary>Who acts; set for each record.</summary>
    public SampleSession Session { get; set; } = null!;

    /// <summary>When; set for each record, milliseconds since 1970 UTC.</summary>
    public long Milliseconds { get; set; }

    public SampleUser User => Session.User;

    public SampleTime Time => new(Milliseconds);

    public SampleTime TimeWithMilliseconds => new(Milliseconds, WithMilliseconds: true);

    /// <summary>Someone else, in the same skewed way.</summary>
    public SampleUser Other() => directory.Draw(random);

    /// <summary>A thing of the organisation that records mention again and again, by kind and number.</summary>
    public SampleGuid Thing(ulong kind, int number) => SampleGuid.Of(seed ^ (kind << 8), (ulong)number);

    /// <summary>The member with the caller's address in one of the forms that occur, or nothing.</summary>
    public string ClientIp()
    {
        var address = Session.Address;
        var isSix = address.Contains(':', StringComparison.Ordinal);
        var port = (10_000 + random.Below(50_000)).ToString(CultureInfo.InvariantCulture);
        return random.Below(20) switch
        {
            < 11 => $"\"ClientIP\":\"{address}\",",
            < 14 => isSix ? $"\"ClientIP\":\"[{address}]:{port}\"," : $"\"ClientIP\":\"{address}:{port}\",",
            < 15 => isSix ? $"\"ClientIP\":\"{address}\"," : $"\"ClientIP\":\"::ffff:{address}\",",
            < 16 => "\"ClientIP\":\"\",",
            < 17 => "\"ClientIP\":null,",
            _ => "",
        };
    }

    /// <summary>A file name with an extension.</summary>
    public string FileName() => string.Create(CultureInfo.InvariantCulture,
        $"{random.Pick(SampleWords.Subjects)} {random.Pick(SampleWords.Papers)} {2020 + random.Below(7)}-{1 + random.Below(12):00} v{1 + random.Below(30)}.{random.Pick(SampleWords.Extensions)}");

    /// <summary>Random letters and digits, as tokens and message ids have them.</summary>
    public string Token(int length) => string.Create(length, random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[random.Below(64)];
        }
    });
}
