using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>A client's webhook on this machine, over https with a certificate of its own.</summary>
internal sealed class HookListener : IAsyncDisposable
{
    private readonly Channel<HookRequest> arrivals = Channel.CreateUnbounded<HookRequest>();
    private readonly X509Certificate2 certificate;
    private readonly WebApplication app;

    private HookListener(X509Certificate2 certificate, WebApplication app)
    {
        this.certificate = certificate;
        this.app = app;
    }

    /// <summary>Everything that arrived.</summary>
    public ConcurrentQueue<HookRequest> Requests { get; } = [];

    /// <summary>What it answers. Default 200.</summary>
    public int Status { get; set; } = 200;

    public int Port { get; private set; }

    public string Address => $"https://localhost:{Port}/hook";

    public static async Task<HookListener> StartAsync()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var listener = new HookListener(certificate, app);
        app.Run(listener.AnswerAsync);
        await app.StartAsync();
        listener.Port = new Uri(app.Urls.Single()).Port;
        return listener;
    }

    /// <summary>Waits for the next request.</summary>
    public async Task<HookRequest> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await arrivals.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new HookRequest(
            context.Request.Method,
            context.Request.ContentType ?? "",
            context.Request.Headers["Webhook-AuthID"].ToString(),
            context.Request.Headers["Webhook-ValidationCode"].ToString(),
            await reader.ReadToEndAsync());
        Requests.Enqueue(request);
        context.Response.StatusCode = Status;
        if (Status == 302)
        {
            context.Response.Headers.Location = $"https://localhost:{Port}/elsewhere";
        }

        await arrivals.Writer.WriteAsync(request);
    }
}

/// <summary>A request to a webhook.</summary>
internal sealed record HookRequest(string Method, string ContentType, string AuthId, string ValidationCode, string Body);
