using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Annals.Cli.Tests.Archives.Remote;

/// <summary>A server of a test that answers as it is told. A request that the test did not foresee fails the command: 404 with no problem document.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedServer(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First() + "/");

    /// <summary>Tokens given out so far; the number is the token.</summary>
    public int Tokens { get; private set; }

    /// <summary>Starts it with endpoints of the test, beside <c>/oauth/token</c> and <c>/v1/me</c>.</summary>
    public static async Task<ScriptedServer> StartAsync(Action<IEndpointRouteBuilder> endpoints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.MapPost("/oauth/token", context => context.Response.WriteAsync($$"""{"access_token":"{{++server.Tokens}}"}"""));
        app.MapGet("/v1/me", context => context.Response.WriteAsync("""{"id":"1","name":"n","kind":"Client","tenant":"default","tenantId":"00000000-0000-0000-0000-000000000000","scopes":[],"sources":[]}"""));
        endpoints(app);
        await app.StartAsync();
        return server;
    }

    /// <summary>Runs a command against it.</summary>
    public async Task<RunResult> RunAsync(params string[] arguments)
    {
        var secret = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(secret, "secret");
            return await RunResult.OfAsync(["--server", Url.ToString(), "--client-id", "id", "--client-secret-file", secret, .. arguments]);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
