using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Annals.Server.Tests.Microsoft365;

public sealed class ClientAssertionTests : IAsyncDisposable
{
    private static readonly Actor Tester = new("tester");

    private readonly X509Certificate2 certificate = Certificate(2048);
    private FeedFixture fixture = null!;

    [Fact]
    public async Task A_client_proves_itself_by_the_key_of_its_certificate()
    {
        await BeginAsync();

        var (status, body) = await PostAsync(Sign());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2", new JsonWebToken(body.GetProperty("access_token").GetString()).GetPayloadValue<string>("appidacr"));
    }

    [Fact]
    public async Task An_assertion_counts_once()
    {
        await BeginAsync();
        var assertion = Sign();

        var (first, _) = await PostAsync(assertion);
        var (second, body) = await PostAsync(assertion);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [first, second]);
        Assert.Equal(700027, body.GetProperty("error_codes")[0].GetInt32());
    }

    [Fact]
    public async Task The_client_id_may_be_left_to_the_assertion()
    {
        await BeginAsync();

        var (status, _) = await PostAsync(Sign(), withClientId: false);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_removed_certificate_and_its_tokens_are_void()
    {
        await BeginAsync();
        var (_, body) = await PostAsync(Sign());
        var store = fixture.Server.Services.GetRequiredService<ClientCertificates>();

        Assert.Equal([certificate.Thumbprint], store.Of(fixture.Client.Id).Select(known => known.Thumbprint));
        Assert.True(store.Remove(fixture.Client, certificate.Thumbprint, Tester));
        Assert.False(store.Remove(fixture.Client, certificate.Thumbprint, Tester));
        var (status, _) = await PostAsync(Sign());
        using var http = fixture.Server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", body.GetProperty("access_token").GetString());
        using var answer = await http.GetAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/list"));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("other audience")]
    [InlineData("other issuer")]
    [InlineData("other subject")]
    [InlineData("expired")]
    [InlineData("for years")]
    [InlineData("not yet")]
    [InlineData("no id")]
    [InlineData("other key")]
    [InlineData("unknown certificate")]
    [InlineData("PS256")]
    [InlineData("unsigned")]
    [InlineData("shared key")]
    public async Task An_assertion_that_is_wrong_in_one_thing_proves_nothing(string fault)
    {
        await BeginAsync();

        var (status, body) = await PostAsync(Sign(fault));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("invalid_client", body.GetProperty("error").GetString());
        Assert.Equal(700027, body.GetProperty("error_codes")[0].GetInt32());
    }

    [Fact]
    public async Task An_expired_certificate_proves_nothing()
    {
        await BeginAsync();
        fixture.Time.Advance(TimeSpan.FromDays(4));

        var (status, _) = await PostAsync(Sign());

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task Certificates_with_short_or_other_keys_are_not_taken()
    {
        await BeginAsync();
        var store = fixture.Server.Services.GetRequiredService<ClientCertificates>();
        using var weak = Certificate(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = new CertificateRequest("CN=client.example.com", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

        Assert.Throws<ArchiveException>(() => store.Add(fixture.Client, weak, Tester));
        Assert.Throws<ArchiveException>(() => store.Add(fixture.Client, other, Tester));
        Assert.Throws<ArchiveException>(() => store.Add(fixture.Client, certificate, Tester));
    }

    public async ValueTask DisposeAsync()
    {
        certificate.Dispose();
        await fixture.DisposeAsync();
    }

    private static X509Certificate2 Certificate(int bits)
    {
        using var key = RSA.Create(bits);
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new CertificateRequest("CN=client.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(begin, begin.AddDays(62));
    }

    private async Task BeginAsync()
    {
        fixture = await FeedFixture.StartAsync();
        fixture.Server.Services.GetRequiredService<ClientCertificates>().Add(fixture.Client, certificate, Tester);
    }

    private string TokenUrl => $"{fixture.Server.Url.ToString().TrimEnd('/')}/{fixture.TenantId}/oauth2/v2.0/token";

    private string Sign(string fault = "")
    {
        using var other = Certificate(2048);
        var now = fixture.Time.GetUtcNow();
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["typ"] = "JWT",
            ["alg"] = fault switch { "unsigned" => "none", "shared key" => "HS256", "PS256" => "PS256", _ => "RS256" },
            ["x5t"] = Base64Url.EncodeToString((fault == "unknown certificate" ? other : certificate).GetCertHash()),
        });
        var claims = new Dictionary<string, object>
        {
            ["iss"] = fault == "other issuer" ? Guid.NewGuid() : fixture.Client.Id,
            ["sub"] = fault == "other subject" ? Guid.NewGuid() : fixture.Client.Id,
            ["aud"] = fault == "other audience" ? "https://login.microsoftonline.com/x/oauth2/v2.0/token" : TokenUrl,
            ["nbf"] = (fault == "not yet" ? now.AddHours(1) : now).ToUnixTimeSeconds(),
            ["exp"] = (fault switch { "expired" => now.AddHours(-1), "for years" => now.AddYears(2), "not yet" => now.AddHours(2), _ => now.AddMinutes(10) }).ToUnixTimeSeconds(),
        };
        if (fault != "no id")
        {
            claims["jti"] = Guid.NewGuid();
        }

        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        using var key = (fault is "other key" or "unknown certificate" ? other : certificate).GetRSAPrivateKey()!;
        var signature = fault switch
        {
            "unsigned" => [],
            "shared key" => HMACSHA256.HashData(certificate.RawData, bytes),
            _ => key.SignData(bytes, HashAlgorithmName.SHA256, fault == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string assertion, bool withClientId = true)
    {
        using var http = fixture.Server.Anonymous();
        var fields = new List<(string, string)>
        {
            ("grant_type", "client_credentials"),
            ("scope", "https://manage.office.com/.default"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        };
        if (withClientId)
        {
            fields.Add(("client_id", fixture.Client.Id.ToString()));
        }

        using var form = FeedFixture.Form([.. fields]);
        using var answer = await http.PostAsync(new Uri(TokenUrl), form);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
