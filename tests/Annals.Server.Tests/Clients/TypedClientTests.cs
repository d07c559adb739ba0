using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Tests.GenesysCloud;
using Annals.Server.Tests.Microsoft365;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Clients;

/// <summary>The product's own clients of both vendors' services, against the product's own server, which imitates both.</summary>
public sealed class TypedClientTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_of_the_management_activity_api_does_all_its_operations()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:PageSize"] = "2" });
        var cloud = new Microsoft365Cloud("own", fixture.Server.Url, fixture.Server.Url);
        using var credential = EntraClientCredential.WithSecret(fixture.TenantId, fixture.Client.Id.ToString(), fixture.Secret, cloud, time: fixture.Time);
        using var client = new ManagementActivityClient(new ManagementActivityOptions { TenantId = fixture.TenantId, Cloud = cloud }, credential, fixture.Time);

        var started = await client.StartSubscriptionAsync(ActivityContentType.Exchange, cancellationToken: Cancelled);
        var again = await client.StartSubscriptionAsync(ActivityContentType.Exchange, cancellationToken: Cancelled);
        await client.StartSubscriptionAsync(ActivityContentType.General, cancellationToken: Cancelled);
        await client.StopSubscriptionAsync(ActivityContentType.General, Cancelled);
        var subscriptions = await client.ListSubscriptionsAsync(Cancelled);
        var begin = fixture.Time.GetUtcNow();
        for (var i = 0; i < 5; i++)
        {
            await fixture.AppendItemAsync(FeedFixture.Record($"r{i}"));
        }

        var items = new List<ActivityContent>();
        var pages = 0;
        for (var page = await client.ListContentAsync(ActivityContentType.Exchange, begin, begin.AddHours(1), Cancelled); ; page = await client.ListMoreContentAsync(page.Next, Cancelled))
        {
            items.AddRange(page.Items);
            pages++;
            if (page.Next is null)
            {
                break;
            }
        }

        var records = new List<string?>();
        foreach (var item in items)
        {
            await using var content = await client.OpenContentAsync(item.ContentUri, Cancelled);
            using var document = await JsonDocument.ParseAsync(content, default, Cancelled);
            records.AddRange(document.RootElement.EnumerateArray().Select(record => record.GetProperty("Id").GetString()));
        }

        var notifications = await client.ListNotificationsAsync(ActivityContentType.Exchange, begin, begin.AddHours(1), Cancelled);
        var names = await client.ListSensitiveTypesAsync("en-US", Cancelled);
        var error = await Assert.ThrowsAsync<ManagementActivityException>(() => client.ListContentAsync(ActivityContentType.SharePoint, begin, begin.AddHours(1), Cancelled));

        Assert.True(started!.IsEnabled);
        Assert.Null(again);
        Assert.Contains(subscriptions, subscription => subscription is { ContentType: ActivityContentType.Exchange, IsEnabled: true });
        Assert.Equal((3, 5), (pages, items.Count));
        Assert.Equal(["r0", "r1", "r2", "r3", "r4"], records);
        Assert.Empty(notifications.Items);
        Assert.NotNull(names);
        Assert.Equal(ActivityErrorCode.NoSubscription, error.Code);
    }

    [Fact]
    public async Task A_certificate_is_as_good_as_a_secret_and_another_one_is_not()
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var known = Certificate(fixture.Time);
        using var unknown = Certificate(fixture.Time);
        fixture.Server.Services.GetRequiredService<ClientCertificates>().Add(fixture.Client, known, TestServer.Tester);
        var cloud = new Microsoft365Cloud("own", fixture.Server.Url, fixture.Server.Url);
        var asked = new TokenRequestContext([cloud.Scope]);
        using var good = EntraClientCredential.WithCertificate(fixture.TenantId, fixture.Client.Id.ToString(), known, cloud, time: fixture.Time);
        using var bad = EntraClientCredential.WithCertificate(fixture.TenantId, fixture.Client.Id.ToString(), unknown, cloud, time: fixture.Time);
        using var client = new ManagementActivityClient(new ManagementActivityOptions { TenantId = fixture.TenantId, Cloud = cloud }, good, fixture.Time);

        var subscriptions = await client.ListSubscriptionsAsync(Cancelled);
        var refusal = await Assert.ThrowsAsync<SourceTokenException>(async () => await bad.GetTokenAsync(asked, Cancelled));

        Assert.Empty(subscriptions);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client", EntraErrorCode.WrongSignature), (refusal.Status, refusal.Error, Assert.Single(refusal.Codes)));
    }

    [Fact]
    public async Task The_client_of_the_audit_api_does_all_its_operations()
    {
        var stored = Enumerable.Range(0, 30).Select(i => Audits.Rest($"a{i:00}", GenesysServer.Now.AddDays(-2).AddMinutes(i))).ToList();
        await using var server = await GenesysServer.StartAsync(stored);
        var (account, secret) = server.AddClient();
        var region = new GenesysRegion("own", server.Url, server.Url);
        using var credential = new GenesysClientCredential(account.Id.ToString(), secret, region, time: server.Clock);
        using var client = new AuditQueryClient(new AuditQueryOptions { Region = region }, credential, server.Clock);
        var query = new AuditQuery(new AuditInterval(GenesysServer.Now.AddDays(-3), GenesysServer.Now)) { ServiceName = "Architect" };

        var execution = await client.CreateQueryAsync(query, Cancelled);
        while (!execution.HasSucceeded)
        {
            Assert.False(execution.HasFailed);
            execution = await client.GetQueryAsync(execution.Id, Cancelled);
        }

        var first = await client.GetResultsAsync(execution.Id, pageSize: 20, cancellationToken: Cancelled);
        var second = await client.GetResultsAsync(execution.Id, first.Cursor, 20, cancellationToken: Cancelled);
        var realtime = await client.QueryRealtimeAsync(query, 1, 10, cancellationToken: Cancelled);
        var related = await client.QueryRelatedAsync(IdOf(first.Records[0]), cancellationToken: Cancelled);
        var mapping = await client.GetServiceMappingAsync(Cancelled);
        var realtimeMapping = await client.GetRealtimeServiceMappingAsync(Cancelled);
        var error = await Assert.ThrowsAsync<AuditQueryException>(() => client.GetQueryAsync(Guid.NewGuid().ToString(), Cancelled));

        Assert.Equal(stored, first.Records.Concat(second.Records).Select(record => Encoding.UTF8.GetString(record.Span)));
        Assert.Null(second.Cursor);
        Assert.Equal((10, 30L, 3), (realtime.Records.Count, realtime.Total, realtime.PageCount));
        Assert.Contains(related, record => IdOf(record) == IdOf(first.Records[0]));
        Assert.Contains(mapping, service => service.Name == "Architect");
        Assert.NotEmpty(realtimeMapping);
        Assert.Equal(("not.found", true), (error.Code, error.CorrelationId is not null));
    }

    private static X509Certificate2 Certificate(TimeProvider time)
    {
        using var key = RSA.Create(2048);
        var now = time.GetUtcNow();
        return new CertificateRequest("CN=client.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static string IdOf(ReadOnlyMemory<byte> record) => JsonElement.Parse(record.Span).GetProperty("id").GetString()!;
}
