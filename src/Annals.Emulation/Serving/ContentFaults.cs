using System.Globalization;
using System.Text;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Content: the server gives it, and here it is broken (F1, F4, F5, F6, F7, F9).</summary>
internal sealed class ContentFaults(EmulatorState state, TenantRegistry tenants)
{
    private const string SecondHalf = "$annals" + ListingFaults.SecondHalf;

    /// <summary>How much longer a body says to be than it is (F4).</summary>
    private const int Missing = 1_000;

    private const int ChunkBytes = 64 << 10;

    /// <summary>Faults that other requests meet, and those whose repeats are in the plan.</summary>
    private static readonly string[] Elsewhere = ["same-second-page-break", "big-blob"];

    public async Task InvokeAsync(HttpContext context, string id, RequestDelegate next)
    {
        var given = id;
        var isSecondHalf = id.EndsWith(SecondHalf, StringComparison.OrdinalIgnoreCase);
        if (isSecondHalf)
        {
            id = id[..^ListingFaults.SecondHalf.Length];
            context.Request.Path = context.Request.Path.Value![..^ListingFaults.SecondHalf.Length];
        }

        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode != StatusCodes.Status200OK || Find(id, context.RequestAborted) is not { } publication)
        {
            await Captured.SendAsync(context, body);
            return;
        }

        var faults = state.Faults.Of(publication.Number);
        if (faults.FirstOrDefault(fault => fault.Kind == "expired-before-fetch") is { } expired)
        {
            state.Faults.Take(expired);
            context.Response.Headers.Remove("Content-Disposition");
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "AF20051", $"Content requested with the key {id} has already expired and cannot be retrieved.");
            return;
        }

        var parts = Parts(publication, body, faults.Any(fault => fault.Kind == "same-second-page-break") ? isSecondHalf : null);
        if (parts is null)
        {
            state.Tally.Fetched(given);
            await Captured.SendAsync(context, body);
            return;
        }

        await SendAsync(context, given, publication, faults, parts);
    }

    private Publication? Find(string id, CancellationToken cancellationToken) => tenants.All[0].Tenant.FindContent(id, cancellationToken) is { } item ? state.At(item.First) : null;

    /// <summary>The records that are sent: those of the publication, or half of them, and what is inserted in their middle. Null where they are what the server gave.</summary>
    private List<byte[]>? Parts(Publication publication, byte[] body, bool? isSecondHalf)
    {
        var inserted = state.Plan.Insertions.GetValueOrDefault(publication.Number, []);
        if (isSecondHalf is null && inserted.Count == 0 && state.Faults.Of(publication.Number).Count == 0)
        {
            return null;
        }

        var all = publication.Records.ToList();
        CheckSame(publication, body, all);
        var middle = all.Count / 2;
        return isSecondHalf switch
        {
            true => all[middle..],
            false => all[..middle],
            null => [.. all[..(middle + 1)], .. inserted, .. all[(middle + 1)..]],
        };
    }

    /// <summary>What is rebuilt from the plan must be what was served.</summary>
    private static void CheckSame(Publication publication, byte[] body, List<byte[]> records)
    {
        if (!body.AsSpan().SequenceEqual(Join(records)))
        {
            throw new InvalidOperationException($"The content of publication {publication.Number} is not what was published.");
        }
    }

    private async Task SendAsync(HttpContext context, string id, Publication publication, IReadOnlyList<ArmedFault> faults, List<byte[]> parts)
    {
        if (publication.Tail is { } tail)
        {
            await SendTailAsync(context, parts, tail, faults);
            state.Tally.Fetched(id);
            return;
        }

        foreach (var fault in faults)
        {
            if (await BreakAsync(context, fault, parts))
            {
                return;
            }
        }

        foreach (var fault in faults.Where(fault => !Elsewhere.Contains(fault.Kind) && !IsBreaking(fault.Kind)))
        {
            state.Faults.Take(fault);
        }

        state.Tally.Fetched(id);
        await Captured.SendAsync(context, Join(parts));
    }

    private static bool IsBreaking(string kind) => kind is "truncated" or "malformed-once" or "malformed-always" or "root-object-once" or "root-null-once" or "root-null-always" or "bom";

    /// <summary>Sends content that is broken by a fault.</summary>
    /// <returns>False when the fault does not break it, or no more.</returns>
    private async Task<bool> BreakAsync(HttpContext context, ArmedFault fault, List<byte[]> parts)
    {
        if (!IsBreaking(fault.Kind) || !state.Faults.Take(fault))
        {
            return false;
        }

        switch (fault.Kind)
        {
            case "truncated":
                await TruncateAsync(context, Join(parts));
                break;
            case "malformed-once" or "malformed-always":
                var index = int.Parse(fault.Plan.Details["record"], CultureInfo.InvariantCulture);
                await Captured.SendAsync(context, Join([.. parts[..index], Encoding.UTF8.GetBytes($"{{\"Id\":\"{fault.Plan.Details["id"]}\", bad}}"), .. parts[(index + 1)..]]));
                break;
            case "root-object-once":
                await Captured.SendAsync(context, "{}"u8.ToArray());
                break;
            case "bom":
                await Captured.SendAsync(context, (byte[])[.. Encoding.UTF8.GetPreamble(), .. Join(parts)]);
                break;
            default:
                await Captured.SendAsync(context, "null"u8.ToArray());
                break;
        }

        return true;
    }

    private static async Task TruncateAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length + Missing;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>Sends very many records without saying how long they are, a little at a time.</summary>
    private async Task SendTailAsync(HttpContext context, List<byte[]> parts, GeneratedTail tail, IReadOnlyList<ArmedFault> faults)
    {
        foreach (var fault in faults)
        {
            state.Faults.Take(fault);
        }

        context.Response.ContentLength = null;
        using var chunk = new MemoryStream();
        chunk.Write(Join(parts).AsSpan()[..^1]);
        for (var i = 0; i < tail.Count; i++)
        {
            chunk.WriteByte((byte)',');
            chunk.Write(tail.Record(i));
            if (chunk.Length >= ChunkBytes)
            {
                await context.Response.Body.WriteAsync(chunk.GetBuffer().AsMemory(0, (int)chunk.Length), context.RequestAborted);
                chunk.SetLength(0);
            }
        }

        chunk.WriteByte((byte)']');
        await context.Response.Body.WriteAsync(chunk.GetBuffer().AsMemory(0, (int)chunk.Length), context.RequestAborted);
    }

    private static byte[] Join(List<byte[]> parts)
    {
        using var body = new MemoryStream();
        body.WriteByte((byte)'[');
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(parts[i]);
        }

        body.WriteByte((byte)']');
        return body.ToArray();
    }
}
