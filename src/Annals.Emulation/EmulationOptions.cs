namespace Annals.Emulation;

/// <summary>What is emulated. The same options make the same plan, on every machine.</summary>
public sealed record EmulationOptions
{
    /// <summary>Default of <see cref="Length"/>.</summary>
    public static readonly TimeSpan DefaultLength = TimeSpan.FromDays(35);

    /// <summary>What all chance comes from. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Names of <see cref="FaultNames"/>. Default none.</summary>
    public IReadOnlySet<string> Faults { get; init; } = FaultNames.None;

    /// <summary>When the emulated time begins, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long records are published, 2 days or more. Default 35 days; an outage of eight days (F9) is part of plans of 25 days and more only.</summary>
    public TimeSpan Length { get; init; } = DefaultLength;

    /// <summary>Records a day of each of the two services, about. Default 60.</summary>
    public int RecordsPerDay { get; init; } = 60;

    /// <summary>Where both services are served, on this machine only. Default <c>http://127.0.0.1:0</c>: a free port.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Where events go (G12); null for nowhere.</summary>
    public Uri? PushTo { get; init; }

    /// <summary>Sent with events as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? PushKey { get; init; }

    /// <summary>Bytes of the large content item (F5). Default 70 MiB.</summary>
    public long BigBlobBytes { get; init; } = 70L << 20;

    /// <exception cref="ArgumentException">Some option cannot be used.</exception>
    internal void Check()
    {
        if (Length < TimeSpan.FromDays(2) || Length > TimeSpan.FromDays(3_660))
        {
            throw new ArgumentException($"The length {Length} is not 2 days to 3,660 days.");
        }

        if (RecordsPerDay is < 1 or > 100_000)
        {
            throw new ArgumentException($"{RecordsPerDay} records a day are not 1 to 100,000.");
        }

        if (BigBlobBytes is < 1 or > 1L << 40)
        {
            throw new ArgumentException($"{BigBlobBytes} bytes are not 1 byte to 1 TiB.");
        }

        if (Faults.FirstOrDefault(name => !FaultNames.Everything.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"There is no fault \"{unknown}\".");
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback)
        {
            throw new ArgumentException($"\"{Url}\" is no http address of this machine, such as http://127.0.0.1:0.");
        }

        if (PushTo is { } push && (!push.IsAbsoluteUri || push.Scheme is not ("http" or "https")))
        {
            throw new ArgumentException($"\"{PushTo}\" is no address to send events to.");
        }
    }
}
