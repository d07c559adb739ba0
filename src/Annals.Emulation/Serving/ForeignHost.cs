using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Emulation;

/// <summary>Listens where no client has any business (F3): whoever comes with a token gave it away.</summary>
internal sealed class ForeignHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ForeignHost(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    public static async Task<ForeignHost> StartAsync(Tally tally, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(context =>
        {
            tally.Requested("foreign-host");
            if (context.Request.Headers.Authorization.Count > 0)
            {
                tally.Violated("token-at-foreign-host", $"{context.Request.Method} {context.Request.Path}");
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync(cancellationToken);
        return new ForeignHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
