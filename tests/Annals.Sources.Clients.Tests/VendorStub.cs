using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Sources.Tests;

/// <summary>A real HTTP server on loopback that answers as a test says and remembers what it was asked.</summary>
internal sealed class VendorStub : IAsyncDisposable
{
    private readonly WebApplication app;

    private VendorStub(WebApplication app) => this.app = app;

    public static Guid TenantId { get; } = new("11111111-2222-4333-8444-555555555555");

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Uri Origin => new(app.Urls.Single());

    public Microsoft365Cloud Cloud => new("stub", Origin, Origin);

    public GenesysRegion Region => new("stub", Origin, Origin);

    /// <summary>Starts a server whose answers a function makes; requests for tokens are answered with <c>token-1</c>, <c>token-2</c> and so on, good for an hour, and not handed on.</summary>
    public static Task<VendorStub> StartAsync(Func<HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        var tokens = 0;
        return StartRawAsync(
            context => context.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal)
                ? context.JsonAsync(200, string.Create(CultureInfo.InvariantCulture, $$"""{"access_token":"token-{{Interlocked.Increment(ref tokens)}}","token_type":"Bearer","expires_in":3600}"""))
                : answer(context),
            certificate);
    }

    /// <summary>Starts a server all of whose answers a function makes.</summary>
    public static async Task<VendorStub> StartRawAsync(Func<HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var stub = new VendorStub(app);
        app.Run(async context =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            var body = await reader.ReadToEndAsync();
            context.Request.Body.Position = 0;
            var request = context.Request;
            stub.Requests.Enqueue(new Asked(request.Method, request.Path + request.QueryString, request.Headers.Authorization.ToString(), request.ContentType, body));
            await answer(context);
        });
        await app.StartAsync();
        return stub;
    }

    public ManagementActivityClient Activity(TimeProvider? time = null, SourceHttpOptions? http = null, int perMinute = 100_000, Guid? publisher = null) => new(
        new ManagementActivityOptions { TenantId = TenantId, Cloud = Cloud, RequestsPerMinute = perMinute, PublisherIdentifier = publisher, Http = http ?? Quick },
        EntraClientCredential.WithSecret(TenantId, "client", "secret", Cloud, http ?? Quick, time),
        time);

    public AuditQueryClient Audits(TimeProvider? time = null, SourceHttpOptions? http = null) => new(
        new AuditQueryOptions { Region = Region, Http = http ?? Quick }, new GenesysClientCredential("client", "secret", Region, http ?? Quick, time), time);

    /// <summary>Waits so short that nobody has to wait for them.</summary>
    public static SourceHttpOptions Quick { get; } = new() { FirstWait = TimeSpan.FromMilliseconds(1) };

    /// <summary>What was asked beside tokens.</summary>
    public IReadOnlyList<Asked> Calls => [.. Requests.Where(request => !request.Address.EndsWith("/token", StringComparison.Ordinal))];

    /// <summary>A certificate for loopback that has signed itself.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>A request as it came.</summary>
    public sealed record Asked(string Method, string Address, string Authorization, string? ContentType, string Body)
    {
        public string Path => Address.Split('?')[0];

        public string Query => Address.Contains('?', StringComparison.Ordinal) ? Address[(Address.IndexOf('?', StringComparison.Ordinal) + 1)..] : string.Empty;
    }
}

internal static class AnswerExtensions
{
    /// <summary>Answers with JSON, or with what pretends to be.</summary>
    public static Task JsonAsync(this HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body);
    }
}
