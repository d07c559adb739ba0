using Annals.Archive;
using Annals.Records.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Annals.Collectors.Tests.Emulated;

/// <summary>Where an event bus would deliver: takes events and stores them as the server's receiver does.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    public const string Key = "0123456789abcdef";

    private readonly WebApplication app;
    private ServedTenant? served;
    private string connection = string.Empty;

    private EventReceiver(WebApplication app) => this.app = app;

    public Uri Url => new($"{app.Urls.First()}/events");

    public static async Task<EventReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new EventReceiver(app);
        app.MapPost("/events", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public void Into(ServedTenant tenant, string name) => (served, connection) = (tenant, name);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Assert.Equal($"Bearer {Key}", context.Request.Headers.Authorization.ToString());
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var batch = new AppendBatch();
        batch.Add(body.ToArray());
        var results = await served!.Intake.AppendAsync(batch, CollectedPiece.Origin(new CollectionStream(connection, "events"), SourceNames.GenesysCloud), context.RequestAborted);
        context.Response.StatusCode = results[0].Verdict == AppendVerdict.Refused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
    }
}
