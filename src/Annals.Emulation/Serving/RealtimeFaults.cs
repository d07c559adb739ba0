using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Faults of realtime queries and of the lists of services (G6, G7, G8), and the audits that faults are about (G4, G7, G10, G11).</summary>
internal sealed class RealtimeFaults(EmulatorState state)
{
    private const int BodyBytesMax = 64 << 10;

    /// <summary>Faults that are met when their audit is given.</summary>
    private readonly List<ArmedFault> awaited = [.. state.Plan.Faults.Where(fault => fault.Name is "G4" or "G10" or "G11").Select(fault => state.Faults.Of(fault.Kind)!)];

    private readonly Lock gate = new();

    /// <summary>Notes the audits of an answer that faults are about.</summary>
    public void Served(byte[] body)
    {
        lock (gate)
        {
            for (var i = awaited.Count - 1; i >= 0; i--)
            {
                if (body.AsSpan().ContainsText(awaited[i].Plan.Details["id"]))
                {
                    state.Faults.Take(awaited[i]);
                    awaited.RemoveAt(i);
                }
            }
        }
    }

    public async Task QueryAsync(HttpContext context, RequestDelegate next)
    {
        var now = state.Now;
        if (Covered(now) is { } covered && await ServiceOfAsync(context) is { } service && !covered.Contains(service))
        {
            state.Faults.Take(state.Faults.Of("realtime-services")!);
            await AuditAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "bad.request", $"The service {service} is not supported by realtime queries.");
            return;
        }

        var body = await Captured.RunAsync(context, next);
        Served(body);
        if (context.Response.StatusCode == StatusCodes.Status200OK && state.Faults.On("no-user-names", now) is { } nameless)
        {
            using var document = JsonDocument.Parse(body);
            body = JsonBytes.Of(writer => AuditRewriter.Rewrite(writer, document.RootElement, AuditRewriter.NoUserName)).ToArray();
            state.Faults.Take(nameless);
        }

        await Captured.SendAsync(context, body);
    }

    /// <summary>The services of the emulated organisation: those that write audits, and of realtime queries those that they cover.</summary>
    public async Task MappingAsync(HttpContext context, bool isRealtime, RequestDelegate next)
    {
        var now = state.Now;
        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            await Captured.SendAsync(context, body);
            return;
        }

        var services = RecordMaker.Services.ToHashSet(StringComparer.Ordinal);
        if (state.Faults.Take("service-appears", now) is { } appears)
        {
            services.Remove(appears.Plan.Stream!);
        }

        if (isRealtime && Covered(now) is { } covered)
        {
            services.IntersectWith(covered);
            state.Faults.Take(state.Faults.Of("realtime-services")!);
        }

        using var document = JsonDocument.Parse(body);
        await Captured.SendAsync(context, JsonBytes.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("services");
            foreach (var service in document.RootElement.GetProperty("services").EnumerateArray().Where(service => services.Contains(service.GetProperty("name").GetString()!)))
            {
                service.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    /// <summary>The services that realtime queries cover; null for all.</summary>
    private HashSet<string>? Covered(DateTimeOffset now) =>
        state.Faults.On("realtime-services", now) is { } fault ? [.. fault.Plan.Details["services"].Split(',')] : null;

    private static async Task<string?> ServiceOfAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        var buffer = new byte[BodyBytesMax];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        context.Request.Body.Position = 0;
        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.TryGetProperty("serviceName", out var name) ? name.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The server says what is wrong with it.
            return null;
        }
    }
}
