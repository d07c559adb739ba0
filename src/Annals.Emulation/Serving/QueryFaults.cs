using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Faults of asynchronous queries (G1, G3).</summary>
internal sealed class QueryFaults(EmulatorState state)
{
    /// <summary>How often a query that waits long says so: half of the times as queued, half as running.</summary>
    private const int LongPolls = 6;

    private const int BodyBytesMax = 64 << 10;
    private static readonly TimeSpan IntervalMax = TimeSpan.FromDays(7);
    private static readonly string[] Fates = ["queued-long", "failed", "cancelled", "never-ends"];

    private readonly ConcurrentDictionary<string, Fate> fates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a fault keeps the results of a query away.</summary>
    public bool IsWithoutResults(string id) => fates.TryGetValue(id, out var fate) && (fate.Kind != "queued-long" || fate.Polls < LongPolls);

    public async Task CreateAsync(HttpContext context, RequestDelegate next)
    {
        var now = state.Now;
        if (state.Faults.On("interval-too-long", now) is { } tooLong && await IsTooLongAsync(context))
        {
            state.Faults.Take(tooLong);
            await AuditAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "bad.request", "The interval is too long. The maximum is 7 days.");
            return;
        }

        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode == StatusCodes.Status202Accepted)
        {
            foreach (var kind in Fates)
            {
                if (state.Faults.Take(kind, now) is not null)
                {
                    using var document = JsonDocument.Parse(body);
                    fates[document.RootElement.GetProperty("id").GetString()!] = new Fate(kind);
                    break;
                }
            }
        }

        await Captured.SendAsync(context, body);
    }

    public async Task StatusAsync(HttpContext context, string id, RequestDelegate next)
    {
        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status202Accepted && fates.TryGetValue(id, out var fate) && fate.Next() is { } shown)
        {
            using var document = JsonDocument.Parse(body);
            body = JsonBytes.Of(writer => Write(writer, document.RootElement, shown)).ToArray();
            context.Response.StatusCode = shown is "Queued" or "Running" ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        }

        await Captured.SendAsync(context, body);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement status, string shown)
    {
        writer.WriteStartObject();
        foreach (var member in status.EnumerateObject())
        {
            if (member.NameEquals("state"u8))
            {
                writer.WriteString("state", shown);
            }
            else
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static async Task<bool> IsTooLongAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        var buffer = new byte[BodyBytesMax];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        context.Request.Body.Position = 0;
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.GetProperty("interval").GetString()?.Split('/') is [var from, var to] && Time(to) - Time(from) > IntervalMax;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // The server says what is wrong with it.
            return false;
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>What becomes of a query.</summary>
    private sealed class Fate(string kind)
    {
        private int polls;

        public string Kind => kind;

        public int Polls => Volatile.Read(ref polls);

        /// <summary>The state that the next request is shown; null for the true one.</summary>
        public string? Next() => (kind, Interlocked.Increment(ref polls)) switch
        {
            ("failed", _) => "Failed",
            ("cancelled", _) => "Cancelled",
            ("never-ends", _) => "Running",
            (_, <= LongPolls / 2) => "Queued",
            (_, <= LongPolls) => "Running",
            _ => null,
        };
    }
}
