using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>Everything that the record being made may draw on.</summary>
internal sealed class SampleContext(SampleDirectory directory, SampleRandom random, SampleWriter writer, ulong seed)
{
    private const int FileCount = 3000;

    private static readonly string[] MailServers = [.. Enumerable.Range(0, 12).Select(n => string.Create(CultureInfo.InvariantCulture, $"EX{n % 4}PR{10 + (n % 3)}MB{1204 + (n * 317)}"))];

    private static readonly string[] MailServerVersions = ["15.20.7452.028", "15.20.7452.030", "15.20.7409.019"];

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
    public SampleGuid Thing(ulong kind, long number) => SampleGuid.Of(seed ^ (kind << 8), (ulong)number);

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

    /// <summary>Number of a file, some of which are used far more than others.</summary>
    public int File() => random.Skewed(FileCount);

    /// <summary>Name of a file, with an extension; the same for the same number.</summary>
    public string FileName(int file)
    {
        var state = unchecked(seed + (ulong)file);
        var bits = SampleRandom.Mix(ref state);
        var subject = SampleWords.Subjects[bits % (ulong)SampleWords.Subjects.Length];
        var paper = SampleWords.Papers[(bits >> 8) % (ulong)SampleWords.Papers.Length];
        var extension = SampleWords.Extensions[(bits >> 16) % (ulong)SampleWords.Extensions.Length];
        return string.Create(CultureInfo.InvariantCulture, $"{subject} {paper} {2023 + ((bits >> 24) % 4)}-{1 + ((bits >> 32) % 12):00}.{extension}");
    }

    /// <summary>Name of the mail server that holds a person's mailbox.</summary>
    public static string MailServer(SampleUser owner) => MailServers[owner.Number % MailServers.Length];

    /// <summary>Version of the mail servers; a few are in use while an update is rolled out.</summary>
    public string MailServerVersion() => random.PickSkewed(MailServerVersions);
}
