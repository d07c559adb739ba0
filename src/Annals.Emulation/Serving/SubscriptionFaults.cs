using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Faults of subscriptions (F11).</summary>
internal sealed class SubscriptionFaults(EmulatorState state)
{
    public const string DisabledCode = "AF20023";
    public const string DisabledMessage = "The subscription was disabled.";
    private const string AlreadyEnabled = "AF20024";

    /// <summary>Content types whose next start is refused, since the last listing left them out.</summary>
    private readonly ConcurrentDictionary<string, bool> refused = new(StringComparer.OrdinalIgnoreCase);

    private volatile bool isStartedAgain;

    /// <summary>The fault by which a content type is disabled now: until its end, and then until somebody starts it; null when it is not.</summary>
    public ArmedFault? Disabled(string stream, DateTimeOffset now) =>
        state.Faults.Of("disabled") is { } fault && fault.IsAbout(stream) && now >= fault.Plan.From && (now < fault.Plan.To || !isStartedAgain) ? fault : null;

    /// <summary>Whether content of a time was made while its type was disabled, so that it never is listed.</summary>
    public bool IsLost(Publication publication) =>
        state.Faults.Of("disabled") is { } fault && fault.IsAbout(publication.Stream) && publication.At >= fault.Plan.From && publication.At < fault.Plan.To;

    public async Task StartAsync(HttpContext context, string stream, RequestDelegate next)
    {
        var now = state.Now;
        state.Tally.Started(stream, now);
        if (Disabled(stream, now) is { } disabled)
        {
            await StartDisabledAsync(context, stream, disabled, now, next);
        }
        else if (refused.TryRemove(stream, out _))
        {
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status429TooManyRequests, "AF429", "Too many frequent subscription start requests. Please retry again after 14m 56s");
        }
        else
        {
            await next(context);
        }
    }

    public async Task ListAsync(HttpContext context, RequestDelegate next)
    {
        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            await Captured.SendAsync(context, body);
            return;
        }

        using var document = JsonDocument.Parse(body);
        await Captured.SendAsync(context, JsonBytes.Of(writer =>
        {
            writer.WriteStartArray();
            foreach (var subscription in document.RootElement.EnumerateArray())
            {
                Write(writer, subscription);
            }

            writer.WriteEndArray();
        }));
    }

    private void Write(Utf8JsonWriter writer, JsonElement subscription)
    {
        var now = state.Now;
        var stream = subscription.GetProperty("contentType").GetString()!;
        if (state.Faults.Take("start-twice", now, stream) is not null)
        {
            refused[stream] = true;
            return;
        }

        if (state.Faults.Take("already-enabled", now, stream) is not null)
        {
            return;
        }

        var isDisabled = Disabled(stream, now) is not null;
        var isBare = state.Faults.Take("webhook-null", now, stream) is not null;
        writer.WriteStartObject();
        foreach (var member in subscription.EnumerateObject())
        {
            if (isDisabled && member.NameEquals("status"u8))
            {
                writer.WriteString("status", "disabled");
            }
            else if (isBare && member.NameEquals("webhook"u8))
            {
                writer.WriteNull("webhook");
            }
            else
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private async Task StartDisabledAsync(HttpContext context, string stream, ArmedFault disabled, DateTimeOffset now, RequestDelegate next)
    {
        if (now < disabled.Plan.To)
        {
            state.Faults.Take(disabled);
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, DisabledCode, DisabledMessage);
            return;
        }

        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode != StatusCodes.Status200OK && !body.AsSpan().ContainsText(AlreadyEnabled))
        {
            await Captured.SendAsync(context, body);
            return;
        }

        isStartedAgain = true;
        await FeedAnswers.WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("contentType", stream);
            writer.WriteString("status", "enabled");
            writer.WriteNull("webhook");
            writer.WriteEndObject();
        });
    }
}
