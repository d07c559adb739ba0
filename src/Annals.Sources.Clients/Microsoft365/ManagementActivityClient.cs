using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Annals.Sources.Http;
using Azure.Core;

namespace Annals.Sources.Microsoft365;

/// <summary>
/// The Office 365 Management Activity API of one organisation: every operation of its reference. Requests carry <c>PublisherIdentifier</c>, stay within the rate, are repeated when the service is busy or fails for a
/// moment, and go nowhere but to the cloud's API root, whatever address an answer names. Thread-safe.
/// </summary>
/// <remarks>Source: Microsoft, "Office 365 Management Activity API reference"; where the service is known to do otherwise, the member says so.</remarks>
public sealed class ManagementActivityClient : IDisposable
{
    /// <summary>Longest page that is read: a listing of one window has some hundred items of 500 bytes.</summary>
    private const int PageBytesMax = 64 << 20;

    /// <summary>The sample of the reference, without parts of a second and without a zone: UTC is meant.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss";

    private readonly SourceConnection connection;
    private readonly HttpClient http;
    private readonly string feed;
    private readonly string publisher;

    /// <summary>Prepares a connection; nothing is sent yet.</summary>
    /// <param name="options">Which organisation, and how.</param>
    /// <param name="credential">Where tokens come from: <see cref="EntraClientCredential"/>, or any of Azure.Identity.</param>
    /// <param name="time">The machine's clock, or null for the system's.</param>
    public ManagementActivityClient(ManagementActivityOptions options, TokenCredential credential, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credential);
        time ??= TimeProvider.System;
        Clock = new ServerClock(time);
        Rate = new RequestRate(options.RequestsPerMinute, time);
        connection = new SourceConnection(options.Http, time);
        http = connection.WithToken(credential, [options.Cloud.Scope], options.Cloud.Api, Rate, Clock, IsThrottledAsync);
        feed = $"{options.Cloud.Api.AbsoluteUri.TrimEnd('/')}/api/v1.0/{options.TenantId}/activity/feed";
        publisher = $"PublisherIdentifier={options.PublisherIdentifier ?? options.TenantId}";
    }

    /// <summary>The service's time, learnt from its answers.</summary>
    public ServerClock Clock { get; }

    /// <summary>The rate, and how much of it is used.</summary>
    public RequestRate Rate { get; }

    /// <summary>Starts a subscription, or changes or removes the webhook of one that is on. Content is available from then on; the first may take twelve hours.</summary>
    /// <param name="contentType">One of <see cref="ActivityContentType"/>.</param>
    /// <param name="webhook">Where notifications shall go, or null for no notifications.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The subscription; null when it was on already just as asked (<c>AF20024</c>).</returns>
    /// <exception cref="ManagementActivityException">The service refused. It takes one start in fifteen minutes for a content type; a further one is refused with 429.</exception>
    public async Task<ActivitySubscription?> StartSubscriptionAsync(string contentType, ActivityWebhook? webhook = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("subscriptions/start", ContentTypeParameter(contentType)));
        request.Options.Set(RetryRules.OnceInAWhile, true);
        request.Content = webhook is null ? new ByteArrayContent([]) : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new WebhookBody(webhook), ActivityJson.Default.WebhookBody));
        if (webhook is not null)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        try
        {
            using var answer = await SendAsync(request, $"Starting the subscription to {contentType}", cancellationToken).ConfigureAwait(false);
            return await ReadAsync(answer, ActivityJson.Default.ActivitySubscription, cancellationToken).ConfigureAwait(false);
        }
        catch (ManagementActivityException e) when (e.Code == ActivityErrorCode.AlreadyEnabled)
        {
            return null;
        }
    }

    /// <summary>Stops a subscription. What becomes available while it is off can never be fetched.</summary>
    /// <param name="contentType">One of <see cref="ActivityContentType"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ManagementActivityException">The service refused, <c>AF20022</c> when there was none.</exception>
    public async Task StopSubscriptionAsync(string contentType, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("subscriptions/stop", ContentTypeParameter(contentType)));
        request.Content = new ByteArrayContent([]);
        using var answer = await SendAsync(request, $"Stopping the subscription to {contentType}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the subscriptions. Content types never started are left out; stopped ones may be.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ManagementActivityException">The service refused.</exception>
    public Task<IReadOnlyList<ActivitySubscription>> ListSubscriptionsAsync(CancellationToken cancellationToken = default) =>
        GetListAsync(Address("subscriptions/list"), "Listing the subscriptions", ActivityJson.Default.ListActivitySubscription, cancellationToken);

    /// <summary>Lists the first page of the content that became available in a window; <see cref="ListMoreContentAsync"/> has the others. The order is none that can be relied on.</summary>
    /// <param name="contentType">One of <see cref="ActivityContentType"/>, to which a subscription is on.</param>
    /// <param name="from">First moment, UTC, cut to seconds; at most seven days ago.</param>
    /// <param name="to">The moment after the last one, UTC, cut to seconds; behind <paramref name="from"/> by at most 24 hours. It may lie in the future.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ManagementActivityException">The service refused: <c>AF20022</c> and <c>AF20023</c> without a subscription, <c>AF20055</c> when the window is out of reach.</exception>
    /// <exception cref="InvalidDataException">The answer is no list of content.</exception>
    public Task<ActivityPage<ActivityContent>> ListContentAsync(string contentType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        GetPageAsync(Address("subscriptions/content", WindowParameters(contentType, from, to)), $"Listing {contentType}", ActivityJson.Default.ListActivityContent, cancellationToken);

    /// <summary>Lists a further page of content.</summary>
    /// <param name="next">What the page before named as its next.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ForeignAddressException">The address is not one of this API; nothing was sent.</exception>
    /// <exception cref="ManagementActivityException">The service refused; <c>AF20031</c> when it does not know the page any more.</exception>
    /// <exception cref="InvalidDataException">The answer is no list of content.</exception>
    public Task<ActivityPage<ActivityContent>> ListMoreContentAsync(Uri next, CancellationToken cancellationToken = default) =>
        GetPageAsync(WithPublisher(next), "Listing the next page", ActivityJson.Default.ListActivityContent, cancellationToken);

    /// <summary>Lists the first page of the notifications about content that became available in a window; <see cref="ListMoreNotificationsAsync"/> has the others.</summary>
    /// <param name="contentType">One of <see cref="ActivityContentType"/>.</param>
    /// <param name="from">See <see cref="ListContentAsync"/>.</param>
    /// <param name="to">See <see cref="ListContentAsync"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ManagementActivityException">The service refused.</exception>
    /// <exception cref="InvalidDataException">The answer is no list of notifications.</exception>
    public Task<ActivityPage<ActivityNotification>> ListNotificationsAsync(string contentType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        GetPageAsync(
            Address("subscriptions/notifications", WindowParameters(contentType, from, to)), $"Listing the notifications of {contentType}", ActivityJson.Default.ListActivityNotification, cancellationToken);

    /// <summary>Lists a further page of notifications.</summary>
    /// <param name="next">What the page before named as its next.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ForeignAddressException">The address is not one of this API; nothing was sent.</exception>
    /// <exception cref="ManagementActivityException">The service refused.</exception>
    public Task<ActivityPage<ActivityNotification>> ListMoreNotificationsAsync(Uri next, CancellationToken cancellationToken = default) =>
        GetPageAsync(WithPublisher(next), "Listing the next page of notifications", ActivityJson.Default.ListActivityNotification, cancellationToken);

    /// <summary>
    /// Fetches content: an array of records as JSON, of any length, which the caller reads while it comes. The records mix times, and the same record may come again in other content.
    /// </summary>
    /// <param name="content">Where it is: <see cref="ActivityContent.ContentUri"/>.</param>
    /// <param name="cancellationToken">Ends the request; reading the body has its own.</param>
    /// <returns>The body, unpacked; a read fails with <see cref="IOException"/> when it breaks off or stands still, and <see cref="HttpIOException"/> when it ends before its announced length. The caller disposes it.</returns>
    /// <exception cref="ForeignAddressException">The address is not one of this API; nothing was sent.</exception>
    /// <exception cref="ManagementActivityException">The service refused: <c>AF20050</c> no such content, <c>AF20051</c> expired.</exception>
    public async Task<Stream> OpenContentAsync(Uri content, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, WithPublisher(content));
        var answer = await SendAsync(request, "Fetching content", cancellationToken).ConfigureAwait(false);
        return await connection.OpenBodyAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the names of sensitive information types.</summary>
    /// <param name="language">One language, such as <c>de-DE</c>; null for the service's default, en-US.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ManagementActivityException">The service refused.</exception>
    public async Task<IReadOnlyList<SensitiveTypeName>> ListSensitiveTypesAsync(string? language = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("resources/dlpSensitiveTypes"));
        if (language is not null)
        {
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        }

        using var answer = await SendAsync(request, "Listing the names of sensitive information types", cancellationToken).ConfigureAwait(false);
        return await ReadAsync(answer, ActivityJson.Default.ListSensitiveTypeName, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>The code of an error body, and its message; null when it has none.</summary>
    internal static (string? Code, string? Message) ErrorOf(string body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, ActivityJson.Default.ErrorBody) is { Error: { } error })
            {
                return (error.Code, error.Message);
            }
        }
        catch (JsonException)
        {
            // Gateways before the service answer with pages, or with nothing.
        }

        // The service is known to send errors with single quotes, which is no JSON.
        return (body.Contains(ActivityErrorCode.TooManyRequests, StringComparison.Ordinal) ? ActivityErrorCode.TooManyRequests : null, null);
    }

    private static string WindowParameters(string contentType, DateTimeOffset from, DateTimeOffset to) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ContentTypeParameter(contentType)}&startTime={from.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}&endTime={to.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}");

    private static string ContentTypeParameter(string contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return $"contentType={Uri.EscapeDataString(contentType)}";
    }

    /// <summary>Throttling comes as 403 too, which else means that a permission is missing.</summary>
    private async ValueTask<bool> IsThrottledAsync(HttpResponseMessage answer) =>
        ErrorOf(await connection.ErrorTextAsync(answer, CancellationToken.None).ConfigureAwait(false)).Code == ActivityErrorCode.TooManyRequests;

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await connection.BytesAsync(answer, PageBytesMax, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new InvalidDataException("The answer is null where a list or an object was expected.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The answer cannot be read at byte {e.BytePositionInLine} of line {e.LineNumber}.", e);
        }
    }

    private Uri Address(string path, string? parameters = null) => new($"{feed}/{path}?{(parameters is null ? publisher : $"{parameters}&{publisher}")}");

    /// <summary>Addresses that the service makes may lack the publisher.</summary>
    private Uri WithPublisher(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Query.Contains("PublisherIdentifier=", StringComparison.OrdinalIgnoreCase))
        {
            return address;
        }

        return new Uri($"{address.GetLeftPart(UriPartial.Path)}{(address.Query.Length > 1 ? $"{address.Query}&" : "?")}{publisher}");
    }

    private async Task<IReadOnlyList<T>> GetListAsync<T>(Uri address, string attempt, JsonTypeInfo<List<T>> type, CancellationToken cancellationToken) =>
        (await GetPageAsync(address, attempt, type, cancellationToken).ConfigureAwait(false)).Items;

    private async Task<ActivityPage<T>> GetPageAsync<T>(Uri address, string attempt, JsonTypeInfo<List<T>> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await SendAsync(request, attempt, cancellationToken).ConfigureAwait(false);
        var items = await ReadAsync(answer, type, cancellationToken).ConfigureAwait(false);
        var next = answer.Headers.TryGetValues("NextPageUri", out var values) && values.FirstOrDefault() is { Length: > 0 } value
            ? Uri.TryCreate(value, UriKind.Absolute, out var uri) ? uri : throw new InvalidDataException("The address of the next page cannot be read.")
            : null;
        return new ActivityPage<T>(items, next);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string attempt, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            var (code, message) = ErrorOf(await connection.ErrorTextAsync(answer, cancellationToken).ConfigureAwait(false));
            throw new ManagementActivityException(attempt, answer.StatusCode, code, message);
        }
    }
}
