using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Core;

namespace Annals.Emulation.Tests;

/// <summary>A plain collector of the Management Activity API: what failed is tried again at the next round.</summary>
internal sealed class FeedCollector : IDisposable
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    private readonly Emulator emulator;
    private readonly EntraClientCredential credential;
    private readonly ManagementActivityClient client;
    private readonly Dictionary<string, DateTimeOffset> listedTo = [];
    private readonly Dictionary<string, ActivityContent> open = [];
    private readonly HashSet<string> done = [];

    public FeedCollector(Emulator emulator, Guid? publisher = null)
    {
        this.emulator = emulator;
        var cloud = new Microsoft365Cloud("emulator", emulator.Url, emulator.Url);
        var http = new SourceHttpOptions { RetriesMax = 0 };
        credential = EntraClientCredential.WithSecret(emulator.TenantId, emulator.ClientId, emulator.Secret, cloud, http, emulator.Clock);
        TokenCredential tokens = new ResourceCredential(credential, $"{emulator.Resource.AbsoluteUri}.default");
        client = new ManagementActivityClient(new ManagementActivityOptions { TenantId = emulator.TenantId, Cloud = cloud, PublisherIdentifier = publisher, Http = http }, tokens, emulator.Clock);
    }

    public Held Held { get; } = new();

    public List<string> Errors { get; } = [];

    public async Task RoundAsync()
    {
        await TryAsync(SubscribeAsync);
        foreach (var type in RecordMaker.ContentTypes)
        {
            await TryAsync(() => ListAsync(type));
        }

        foreach (var item in open.Values.ToList())
        {
            if (item.ContentExpiration < emulator.Now)
            {
                open.Remove(item.ContentId);
                continue;
            }

            await TryAsync(() => FetchAsync(item));
        }
    }

    public void Dispose()
    {
        client.Dispose();
        credential.Dispose();
    }

    private async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (Exception e) when (e is ManagementActivityException or SourceTokenException or IOException or HttpRequestException or InvalidDataException or ForeignAddressException)
        {
            Errors.Add($"{emulator.Now:O} {e.GetType().Name} {e.Message}");
        }
    }

    private async Task SubscribeAsync()
    {
        var enabled = (await client.ListSubscriptionsAsync()).Where(subscription => subscription.IsEnabled).Select(subscription => subscription.ContentType).ToHashSet();
        foreach (var type in RecordMaker.ContentTypes.Where(type => !enabled.Contains(type)))
        {
            await TryAsync(() => client.StartSubscriptionAsync(type));
        }
    }

    private async Task ListAsync(string type)
    {
        var now = emulator.Now;
        var from = listedTo.GetValueOrDefault(type, DateTimeOffset.MinValue) is var last && last < now - Reach + Overlap ? now - Reach : last - Overlap;
        while (from < now)
        {
            var to = from.AddHours(23) < now ? from.AddHours(23) : now;
            for (var page = await client.ListContentAsync(type, from, to.AddSeconds(1)); ; page = await client.ListMoreContentAsync(page.Next))
            {
                foreach (var item in page.Items.Where(item => !done.Contains(item.ContentId)))
                {
                    open[item.ContentId] = item;
                }

                if (page.Next is null)
                {
                    break;
                }
            }

            listedTo[type] = from = to;
        }
    }

    private async Task FetchAsync(ActivityContent item)
    {
        using var body = new MemoryStream();
        await using (var content = await client.OpenContentAsync(item.ContentUri))
        {
            await content.CopyToAsync(body);
        }

        var bytes = body.ToArray();
        if (Held.AddAll(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes))
        {
            open.Remove(item.ContentId);
            done.Add(item.ContentId);
        }
        else
        {
            // What can be read of it is held; the rest is tried again.
            Held.AddReadable(bytes);
            Errors.Add($"{emulator.Now:O} {item.ContentType} cannot be read");
        }
    }

    /// <summary>Asks for tokens of the cloud's resource, which here is not the address that they are sent to.</summary>
    private sealed class ResourceCredential(EntraClientCredential inner, string scope) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            inner.GetTokenAsync(new TokenRequestContext([scope], requestContext.ParentRequestId, requestContext.Claims, requestContext.TenantId, requestContext.IsCaeEnabled), cancellationToken);
    }
}
