using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Server.Microsoft365.Feed;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Listings of content: the server lists all of a window, and here it is cut into pages, with the faults of pages (F1, F2, F3, F13).</summary>
internal sealed class ListingFaults(EmulatorState state, SubscriptionFaults subscriptions, TenantRegistry tenants)
{
    /// <summary>Added to the id of an item for its second half (F1).</summary>
    public const string SecondHalf = "2";

    private const int PageSize = 3;
    private const string Header = "NextPageUri";

    /// <summary>From the first half of an item to the second: within the same second.</summary>
    private static readonly TimeSpan HalvesApart = TimeSpan.FromMilliseconds(400);

    /// <summary>How long, of its silence, a content type must have been silent for a listing to have met it (F14); what is left is longer than an outage.</summary>
    private const double SilentPart = 0.4;

    private static readonly string[] PageFaults = ["page-two-500", "odd-case", "crlf-adjacent", "foreign-host", "token-expires-mid-page"];

    private readonly ListingPages pages = new();

    public async Task InvokeAsync(HttpContext context, string stream, RequestDelegate next)
    {
        var text = context.Request.Query["nextPage"].ToString();
        ListingPage? page = null;
        if (text.Length > 0 && !pages.TryFind(text, out page))
        {
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "AF20031", "Invalid nextPage Input.");
            return;
        }

        stream = page?.Stream ?? stream;
        if (await RefuseAsync(context, stream, page))
        {
            return;
        }

        var (start, end) = Window(context, page);
        Ask(context, stream, start, end);
        var body = await Captured.RunAsync(context, next);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            await Captured.SendAsync(context, body);
            return;
        }

        await SendAsync(context, page ?? new ListingPage(stream, start, end, Items(body, context), string.Empty));
    }

    private async Task<bool> RefuseAsync(HttpContext context, string stream, ListingPage? page)
    {
        var now = state.Now;
        if (subscriptions.Disabled(stream, now) is { } disabled)
        {
            state.Faults.Take(disabled);
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, SubscriptionFaults.DisabledCode, SubscriptionFaults.DisabledMessage);
            return true;
        }

        if (page is not null && state.Faults.Take("page-two-500", now, stream) is not null)
        {
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status500InternalServerError, "AF50000", "An internal error occurred. Retry the request.");
            return true;
        }

        var token = context.Request.Headers.Authorization.ToString();
        if (page is not null && page.Authorization == token && page.Revoked is null && state.Faults.Take("token-expires-mid-page", now, stream) is not null)
        {
            page.Revoked = token;
        }

        if (page?.Revoked == token)
        {
            await FeedAnswers.EmptyAsync(context, StatusCodes.Status401Unauthorized);
            return true;
        }

        if (state.Faults.On("silent-type", now, stream) is { } silence && now - silence.Plan.From > (silence.Plan.To - silence.Plan.From) * SilentPart)
        {
            state.Faults.Take(silence);
        }

        return false;
    }

    /// <summary>The window of a listing; without one, the last 24 hours.</summary>
    private (string Start, string End) Window(HttpContext context, ListingPage? page)
    {
        if (page is not null)
        {
            return (page.Start, page.End);
        }

        var (start, end) = (context.Request.Query["startTime"].ToString(), context.Request.Query["endTime"].ToString());
        return start.Length == 0 && end.Length == 0 ? (Exact(state.Now.AddDays(-1)), Exact(state.Now)) : (start, end);
    }

    private static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    /// <summary>What the server is asked: the whole window.</summary>
    private static void Ask(HttpContext context, string stream, string start, string end)
    {
        var query = QueryString.Create("contentType", stream);
        query = start.Length > 0 ? query.Add("startTime", start) : query;
        query = end.Length > 0 ? query.Add("endTime", end) : query;
        context.Request.QueryString = context.Request.Query[FeedGate.PublisherName].ToString() is { Length: > 0 } publisher ? query.Add(FeedGate.PublisherName, publisher) : query;
    }

    private List<ListedItem> Items(byte[] body, HttpContext context)
    {
        using var document = JsonDocument.Parse(body);
        var items = new List<ListedItem>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var id = item.GetProperty("contentId").GetString()!;
            var publication = Find(id, context.RequestAborted);
            if (publication is not null && subscriptions.IsLost(publication))
            {
                continue;
            }

            if (publication is not null && state.Faults.Of(publication.Number).FirstOrDefault(fault => fault.Kind == "same-second-page-break") is { } broken)
            {
                items.Add(new ListedItem(Encoding.UTF8.GetBytes(item.GetRawText()), EndsPage: true));
                items.Add(new ListedItem(Half(item, id), Fault: broken));
            }
            else
            {
                items.Add(new ListedItem(Encoding.UTF8.GetBytes(item.GetRawText())));
            }
        }

        return items;
    }

    private Publication? Find(string id, CancellationToken cancellationToken) => tenants.All[0].Tenant.FindContent(id, cancellationToken) is { } item ? state.At(item.First) : null;

    /// <summary>The item of the second half of an item's records.</summary>
    private static ReadOnlyMemory<byte> Half(JsonElement item, string id) => JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        foreach (var member in item.EnumerateObject())
        {
            switch (member.Name)
            {
                case "contentId":
                    writer.WriteString(member.Name, id + SecondHalf);
                    break;
                case "contentUri":
                    writer.WriteString(member.Name, member.Value.GetString() + SecondHalf);
                    break;
                case "contentCreated":
                    writer.WriteString(member.Name, FeedTime.Text(member.Value.GetDateTimeOffset() + HalvesApart));
                    break;
                default:
                    member.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    });

    private async Task SendAsync(HttpContext context, ListingPage listing)
    {
        var now = state.Now;
        var size = Array.Exists(PageFaults, kind => state.Faults.On(kind, now, listing.Stream) is not null) ? 1 : PageSize;
        var shown = new List<ListedItem>();
        foreach (var item in listing.Items)
        {
            shown.Add(item);
            if (shown.Count == size || item.EndsPage)
            {
                break;
            }
        }

        if (listing.Items.Count > shown.Count)
        {
            var rest = listing with { Items = [.. listing.Items.Skip(shown.Count)], Authorization = context.Request.Headers.Authorization.ToString() };
            Announce(context, rest, now);
        }

        foreach (var item in shown.Where(item => item.Fault is not null))
        {
            state.Faults.Take(item.Fault!);
        }

        await Captured.SendAsync(context, Join(shown));
    }

    private void Announce(HttpContext context, ListingPage rest, DateTimeOffset now)
    {
        var request = context.Request;
        var pathAndQuery = $"{request.PathBase}{request.Path}?contentType={Uri.EscapeDataString(rest.Stream)}&startTime={Uri.EscapeDataString(rest.Start)}&endtime={Uri.EscapeDataString(rest.End)}&nextpage={pages.Add(rest, now)}";
        var next = $"{request.Scheme}://{request.Host.ToUriComponent()}{pathAndQuery}";
        var headers = context.Response.Headers;
        if (state.Faults.Take("odd-case", now, rest.Stream) is not null)
        {
            headers["nextpageuri"] = next;
        }
        else if (state.Faults.Take("crlf-adjacent", now, rest.Stream) is not null)
        {
            // Right beside it, headers that look like it for whoever searches the text of the answer.
            headers["X-Previous"] = $"{Header}: {next}x";
            headers[Header] = $"  {next}\t ".Trim();
            headers["X-NextPageUri"] = "https://manage.office.com/none";
            headers["X-Content-Type-Options"] = "nosniff";
        }
        else if (state.ForeignHost is { } foreign && state.Faults.Take("foreign-host", now, rest.Stream) is not null)
        {
            headers[Header] = foreign.GetLeftPart(UriPartial.Authority) + pathAndQuery;
        }
        else
        {
            headers[Header] = next;
        }
    }

    private static ReadOnlyMemory<byte> Join(List<ListedItem> items)
    {
        using var body = new MemoryStream();
        body.WriteByte((byte)'[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(items[i].Json.Span);
        }

        body.WriteByte((byte)']');
        return body.ToArray();
    }
}
