using System.Globalization;
using Annals.Server.Microsoft365.Feed;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Annals.Emulation;

/// <summary>The faults of the Office 365 Management Activity API: those that any request can meet, and the way to those of single operations.</summary>
internal sealed class FeedFaults(EmulatorState state, SubscriptionFaults subscriptions, ListingFaults listings, ContentFaults contents, TokenFaults tokens)
{
    /// <summary>What an organisation is granted in a minute.</summary>
    private const int RequestsPerMinute = 2_000;

    private const string PublisherName = "PublisherIdentifier";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>How far the service lets a start lie too early.</summary>
    private static readonly TimeSpan WindowReach = TimeSpan.FromDays(7) + TimeSpan.FromHours(1);

    /// <summary>How far the service's clock is off.</summary>
    public TimeSpan Skew => state.Faults.On("clock-skew", state.Now) is { } fault ? TimeSpan.FromMinutes(int.Parse(fault.Plan.Details["minutes"], CultureInfo.InvariantCulture)) : TimeSpan.Zero;

    public async Task InvokeAsync(HttpContext context, VendorCall call, RequestDelegate next)
    {
        var now = state.Now;
        if (state.Faults.Take("outage", now) is not null)
        {
            await FeedAnswers.EmptyAsync(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        state.Faults.Take("clock-skew", now);
        if (call.Operation == VendorCall.FeedToken)
        {
            await tokens.InvokeAsync(context, next);
            return;
        }

        state.Tally.Paced(VendorCall.Microsoft365, RequestsPerMinute, now);
        var stream = context.Request.Query["contentType"].ToString();
        if (!await RefuseAsync(context, call, stream, now))
        {
            await (call.Operation switch
            {
                VendorCall.Start => subscriptions.StartAsync(context, stream, next),
                VendorCall.List => subscriptions.ListAsync(context, next),
                VendorCall.Content => listings.InvokeAsync(context, stream, next),
                VendorCall.Blob => contents.InvokeAsync(context, call.Id!, next),
                _ => next(context),
            });
        }
    }

    /// <summary>Faults that answer instead of the server.</summary>
    private async Task<bool> RefuseAsync(HttpContext context, VendorCall call, string stream, DateTimeOffset now)
    {
        var publisher = context.Request.Query[PublisherName].ToString();
        if (publisher.Length == 0)
        {
            state.Tally.Violated("no-publisher", $"{context.Request.Method} {context.Request.Path}");
            if (state.Faults.Take("no-publisher", now) is not null)
            {
                await FeedAnswers.TooManyAsync(context, StatusCodes.Status429TooManyRequests, MethodOf(call), Guid.Empty.ToString());
                return true;
            }
        }

        if (state.Faults.Take("429-retry-after", now) is not null)
        {
            await FeedAnswers.TooManyAsync(context, StatusCodes.Status429TooManyRequests, MethodOf(call), publisher, RetryAfter);
        }
        else if (state.Faults.Take("429-plain", now) is not null)
        {
            await FeedAnswers.TooManyAsync(context, StatusCodes.Status429TooManyRequests, MethodOf(call), publisher);
        }
        else if (call.Operation == VendorCall.Blob && state.Faults.Take("403-publisher", now) is not null)
        {
            await FeedAnswers.TooManyAsync(context, StatusCodes.Status403Forbidden, "GetBlob", publisher);
        }
        else if (state.Faults.On("readdlp-missing", now) is { } missing && IsDlp(call, stream))
        {
            state.Faults.Take(missing);
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status401Unauthorized, "AF10001", "The permission set (ActivityFeed.Read) sent in the request does not include the expected permission.");
        }
        else if (call.Operation == VendorCall.Content && IsTooEarly(context.Request, now + Skew))
        {
            await FeedAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "AF20055", "Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past and start time before the end time.");
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Whether a window begins too early for the service's clock, which may be ahead.</summary>
    private static bool IsTooEarly(HttpRequest request, DateTimeOffset now) =>
        QueryHelpers.ParseQuery(request.QueryString.Value).TryGetValue("startTime", out var text) && FeedTime.TryParse(text.ToString(), out var start) && start < now - WindowReach;

    private static bool IsDlp(VendorCall call, string stream) =>
        stream.Equals(RecordMaker.Dlp, StringComparison.OrdinalIgnoreCase) || (call.Id?.Contains("dlp", StringComparison.OrdinalIgnoreCase) ?? false);

    private static string MethodOf(VendorCall call) => call.Operation switch
    {
        VendorCall.Blob => "GetBlob",
        VendorCall.Content => "ListAvailableContent",
        VendorCall.Start => "StartSubscription",
        VendorCall.Stop => "StopSubscription",
        VendorCall.List => "ListSubscriptions",
        _ => "Request",
    };
}
