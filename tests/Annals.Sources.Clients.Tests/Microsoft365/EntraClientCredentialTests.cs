using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Sources.Tests.Microsoft365;

public sealed class EntraClientCredentialTests
{
    private static readonly TokenRequestContext Asked = new(["https://manage.office.com/.default"]);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_sent_in_the_form_of_the_v2_endpoint()
    {
        var time = new FakeTimeProvider(Now);
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(500, ""));
        using var credential = EntraClientCredential.WithSecret(VendorStub.TenantId, "client", "s&c=t+ü", stub.Cloud, VendorStub.Quick, time);

        var token = await credential.GetTokenAsync(Asked, Cancelled);

        Assert.Equal(("token-1", Now.AddHours(1)), (token.Token, token.ExpiresOn));
        var request = Assert.Single(stub.Requests);
        Assert.Equal(("POST", $"/{VendorStub.TenantId}/oauth2/v2.0/token", "application/x-www-form-urlencoded", ""), (request.Method, request.Address, request.ContentType, request.Authorization));
        var form = HttpUtility.ParseQueryString(request.Body);
        Assert.Equal(("client_credentials", "client", "s&c=t+ü", "https://manage.office.com/.default"), (form["grant_type"], form["client_id"], form["client_secret"], form["scope"]));
    }

    [Fact]
    public async Task A_certificate_signs_an_assertion_that_the_service_can_check()
    {
        using var certificate = VendorStub.SelfSigned();
        var time = new FakeTimeProvider(Now);
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(500, ""));
        using var credential = EntraClientCredential.WithCertificate(VendorStub.TenantId, "client", certificate, stub.Cloud, VendorStub.Quick, time);

        await credential.GetTokenAsync(Asked, Cancelled);
        await credential.GetTokenAsync(Asked, Cancelled);

        var forms = stub.Requests.Select(request => HttpUtility.ParseQueryString(request.Body)).ToList();
        Assert.All(forms, form => Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]));
        Assert.All(forms, form => Assert.Null(form["client_secret"]));
        var parts = forms[0]["client_assertion"]!.Split('.');
        using var key = certificate.GetRSAPublicKey()!;
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var header = JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        Assert.Equal(("RS256", Base64Url.EncodeToString(certificate.GetCertHash())), (header.GetProperty("alg").GetString(), header.GetProperty("x5t").GetString()));
        var claims = forms.Select(form => JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(form["client_assertion"]!.Split('.')[1])))).ToList();
        Assert.Equal((new Uri(stub.Origin, $"/{VendorStub.TenantId}/oauth2/v2.0/token").AbsoluteUri, "client", "client"), (claims[0].GetProperty("aud").GetString(), claims[0].GetProperty("iss").GetString(), claims[0].GetProperty("sub").GetString()));
        Assert.InRange(Now.ToUnixTimeSeconds(), claims[0].GetProperty("nbf").GetInt64(), claims[0].GetProperty("exp").GetInt64());
        Assert.NotEqual(claims[0].GetProperty("jti").GetString(), claims[1].GetProperty("jti").GetString());
    }

    [Fact]
    public async Task A_machine_whose_clock_is_wrong_learns_the_time_and_signs_again()
    {
        using var certificate = VendorStub.SelfSigned();
        var time = new FakeTimeProvider(Now.AddMinutes(-20));
        var assertions = new List<long>();
        await using var stub = await VendorStub.StartRawAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var expires = JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(form["client_assertion"].ToString().Split('.')[1]))).GetProperty("exp").GetInt64();
            assertions.Add(expires);
            context.Response.Headers.Date = Now.ToString("R");
            await (expires < Now.ToUnixTimeSeconds()
                ? context.JsonAsync(401, """{"error":"invalid_client","error_description":"AADSTS700024: Client assertion is not within its valid time range.\r\nTrace ID: 1","error_codes":[700024]}""")
                : context.JsonAsync(200, """{"access_token":"t","expires_in":"3599"}"""));
        });
        using var credential = EntraClientCredential.WithCertificate(VendorStub.TenantId, "client", certificate, stub.Cloud, VendorStub.Quick, time);

        var token = await credential.GetTokenAsync(Asked, Cancelled);

        Assert.Equal(("t", 2), (token.Token, assertions.Count));
        Assert.Equal(time.GetUtcNow().AddSeconds(3599), token.ExpiresOn);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 0\r\nCorrelation ID: 1","error_codes":[7000215],"error_uri":"x"}""", "invalid_client", 7000215, "No token was given: status 401, invalid_client: AADSTS7000215: Invalid client secret provided..")]
    [InlineData(400, """{"error":"invalid_request","error_description":"AADSTS90002: Tenant not found.","error_codes":[90002]}""", "invalid_request", 90002, "No token was given: status 400, invalid_request: AADSTS90002: Tenant not found..")]
    [InlineData(200, """{"error":"slow_down"}""", "slow_down", 0, "No token was given: status 200, slow_down.")]
    [InlineData(200, "<html>a proxy</html>", null, 0, "No token was given: status 200.")]
    [InlineData(200, "{}", null, 0, "No token was given: status 200.")]
    [InlineData(403, "", null, 0, "No token was given: status 403.")]
    [InlineData(400, """{"error_codes":"x","error":5}""", null, 0, "No token was given: status 400.")]
    public async Task A_refusal_is_told_by_name_and_number(int status, string body, string? name, int code, string message)
    {
        await using var stub = await VendorStub.StartRawAsync(context => context.JsonAsync(status, body));
        using var credential = EntraClientCredential.WithSecret(VendorStub.TenantId, "client", "the-secret", stub.Cloud, VendorStub.Quick);

        var error = await Assert.ThrowsAsync<SourceTokenException>(async () => await credential.GetTokenAsync(Asked, Cancelled));

        Assert.Equal(((HttpStatusCode)status, name, code), (error.Status, error.Error, error.Codes.Sum()));
        Assert.Equal(message.Replace("..", ".", StringComparison.Ordinal), error.Message);
        Assert.DoesNotContain("the-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_a_usable_key_is_refused_at_once()
    {
        using var certificate = VendorStub.SelfSigned();
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));

        Assert.Throws<ArgumentException>(() => EntraClientCredential.WithCertificate(VendorStub.TenantId, "client", publicOnly, Microsoft365Cloud.Enterprise));
    }
}
