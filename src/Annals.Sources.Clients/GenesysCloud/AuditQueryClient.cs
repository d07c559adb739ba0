using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Annals.Sources.Http;
using Azure.Core;

namespace Annals.Sources.GenesysCloud;

/// <summary>
/// The audit API of one organisation of Genesys Cloud: all seven operations. Records are handed over as the bytes that came. Requests stay within the rate, are repeated when the service is busy or fails for a moment, and carry
/// their token to the region's API only. Thread-safe.
/// </summary>
/// <remarks>Source: Genesys Cloud platform API, tag Audit (Swagger 2.0 of July 2026).</remarks>
public sealed class AuditQueryClient : IDisposable
{
    /// <summary>Largest page of results.</summary>
    public const int PageSizeMax = 500;

    private const int PageBytesMax = 256 << 20;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly SourceConnection connection;
    private readonly HttpClient http;
    private readonly HttpClient plain;
    private readonly HttpClient elsewhere;
    private readonly Uri origin;
    private readonly string audits;

    /// <summary>Prepares a connection; nothing is sent yet.</summary>
    /// <param name="options">Which organisation, and how.</param>
    /// <param name="credential">Where tokens come from: <see cref="GenesysClientCredential"/>.</param>
    /// <param name="time">The machine's clock, or null for the system's.</param>
    public AuditQueryClient(AuditQueryOptions options, TokenCredential credential, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credential);
        time ??= TimeProvider.System;
        Clock = new ServerClock(time);
        Rate = new RequestRate(options.RequestsPerMinute, time);
        origin = options.Region.Api;
        connection = new SourceConnection(options.Http, time);
        http = connection.WithToken(credential, ["audits:readonly"], origin, Rate, Clock, static _ => ValueTask.FromResult(false));
        plain = connection.Plain();
        elsewhere = connection.Public();
        audits = $"{origin.AbsoluteUri.TrimEnd('/')}/api/v2/audits/query";
    }

    /// <summary>The service's time, learnt from its answers.</summary>
    public ServerClock Clock { get; }

    /// <summary>The rate, and how much of it is used.</summary>
    public RequestRate Rate { get; }

    /// <summary>Begins a query in the background.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The query, waiting or running; ask for it again until it has succeeded.</returns>
    /// <exception cref="AuditQueryException">The service refused, 400 when the interval is longer than it allows.</exception>
    public Task<AuditQueryExecution> CreateQueryAsync(AuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return PostAsync(audits, Body(query), AuditQueryJson.Default.AuditQueryBody, "Beginning an audit query", AuditQueryJson.Default.AuditQueryExecution, cancellationToken);
    }

    /// <summary>Says how far a query is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="AuditQueryException">The service refused, 404 when it does not know the query any more.</exception>
    public async Task<AuditQueryExecution> GetQueryAsync(string id, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, QueryAddress(id));
        using var answer = await SendAsync(request, "Asking for an audit query", cancellationToken).ConfigureAwait(false);
        return Read(await BytesAsync(answer, cancellationToken).ConfigureAwait(false), AuditQueryJson.Default.AuditQueryExecution);
    }

    /// <summary>Gives a page of the results of a query that has succeeded.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cursor">That of the page before, or null for the first page.</param>
    /// <param name="pageSize">Records of a page, 1 to <see cref="PageSizeMax"/>.</param>
    /// <param name="expandUsers">Whether users come with their names.</param>
    /// <param name="allowRedirect">Whether the service may say where a file of all results is, instead of giving them; that file has no names.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="AuditQueryException">The service refused; 400 with <c>response.entity.too.large</c> calls for a smaller page.</exception>
    /// <exception cref="InvalidDataException">The answer is no page of results.</exception>
    public async Task<AuditQueryPage> GetResultsAsync(
        string id, string? cursor = null, int pageSize = PageSizeMax, bool expandUsers = true, bool allowRedirect = false, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, PageSizeMax);
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"pageSize={pageSize}{(cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}")}{(expandUsers ? "&expand=user" : string.Empty)}{(allowRedirect ? "&allowRedirect=true" : string.Empty)}");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{QueryAddress(id)}/results?{parameters}"));
        using var answer = await SendAsync(request, "Reading the results of an audit query", cancellationToken).ConfigureAwait(false);
        var body = await BytesAsync(answer, cancellationToken).ConfigureAwait(false);
        return AuditPageReader.Results(body);
    }

    /// <summary>
    /// Fetches a file of results: as JSON, an array or an object with <c>entities</c>, whose records may have <c>eventTime</c> where the API has <c>eventDate</c>. The address is signed; the token is not sent there.
    /// </summary>
    /// <param name="download">Its address: <see cref="AuditQueryPage.Download"/>.</param>
    /// <param name="cancellationToken">Ends the request; reading the body has its own.</param>
    /// <returns>The body, unpacked, of any length; the caller disposes it.</returns>
    /// <exception cref="ForeignAddressException">The address is neither <c>https</c> on a public host nor the API itself; nothing was sent.</exception>
    /// <exception cref="AuditQueryException">The service refused, 403 when the address has expired.</exception>
    public async Task<Stream> OpenDownloadAsync(Uri download, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(download);
        var isOwn = TokenHandler.IsOf(download, origin);
        if (!isOwn && !(download is { IsAbsoluteUri: true, Scheme: "https" }))
        {
            throw new ForeignAddressException(download);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, download);
        HttpResponseMessage answer;
        try
        {
            answer = await (isOwn ? plain : elsewhere).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is ForeignAddressException)
        {
            throw new ForeignAddressException(download);
        }

        await ThrowUnlessDoneAsync(answer, "Fetching a file of results", cancellationToken).ConfigureAwait(false);
        return await connection.OpenBodyAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers a question at once, over the last 14 days and for the services of <see cref="GetRealtimeServiceMappingAsync"/>.</summary>
    /// <param name="query">The question.</param>
    /// <param name="pageNumber">Number of the page, from 1.</param>
    /// <param name="pageSize">Records of a page, 1 or more.</param>
    /// <param name="expandUsers">Whether users come with their names.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="AuditQueryException">The service refused.</exception>
    /// <exception cref="InvalidDataException">The answer is no page of results.</exception>
    public async Task<AuditRealtimePage> QueryRealtimeAsync(AuditQuery query, int pageNumber = 1, int pageSize = 100, bool expandUsers = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageNumber, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var body = Body(query) with { PageNumber = pageNumber, PageSize = pageSize };
        var answer = await PostAsync($"{audits}/realtime{Expand(expandUsers)}", body, AuditQueryJson.Default.AuditQueryBody, "Asking for recent audits", cancellationToken).ConfigureAwait(false);
        return AuditPageReader.Realtime(answer);
    }

    /// <summary>Gives all audits of the action to which an audit belongs.</summary>
    /// <param name="auditId">The audit's id.</param>
    /// <param name="trustorOrgId">The organisation that owns the audit, for users of another one; or null.</param>
    /// <param name="expandUsers">Whether users come with their names.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The records, each as the bytes that came.</returns>
    /// <exception cref="AuditQueryException">The service refused.</exception>
    /// <exception cref="InvalidDataException">The answer holds no audits.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> QueryRelatedAsync(string auditId, string? trustorOrgId = null, bool expandUsers = true, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(auditId);
        var body = new AuditRelatedBody(auditId, trustorOrgId, [new AuditSort("Timestamp", AuditSortOrder.Ascending)]);
        var answer = await PostAsync($"{audits}/realtime/related{Expand(expandUsers)}", body, AuditQueryJson.Default.AuditRelatedBody, "Asking for related audits", cancellationToken).ConfigureAwait(false);
        return AuditPageReader.Results(answer).Records;
    }

    /// <summary>Lists the services that write audits, with their entities and actions. New ones come at any time.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="AuditQueryException">The service refused.</exception>
    public Task<IReadOnlyList<AuditService>> GetServiceMappingAsync(CancellationToken cancellationToken = default) => MappingAsync($"{audits}/servicemapping", cancellationToken);

    /// <summary>As <see cref="GetServiceMappingAsync"/>, of the services that realtime queries cover.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="AuditQueryException">The service refused.</exception>
    public Task<IReadOnlyList<AuditService>> GetRealtimeServiceMappingAsync(CancellationToken cancellationToken = default) => MappingAsync($"{audits}/realtime/servicemapping", cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static string Expand(bool users) => users ? "?expand=user" : string.Empty;

    private static AuditQueryBody Body(AuditQuery query) => new(
        $"{Time(query.Interval.From)}/{Time(query.Interval.To)}", query.ServiceName, query.Filters, query.Order is { } order ? [new AuditSort("Timestamp", order)] : null);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new InvalidDataException("The answer is null where an object was expected.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The answer cannot be read as JSON.", e);
        }
    }

    private Task<byte[]> BytesAsync(HttpResponseMessage answer, CancellationToken cancellationToken) => connection.BytesAsync(answer, PageBytesMax, cancellationToken);

    private async Task ThrowUnlessDoneAsync(HttpResponseMessage answer, string attempt, CancellationToken cancellationToken)
    {
        // 302 holds the address of a file in its body; it is no redirect to follow.
        if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Found)
        {
            return;
        }

        using (answer)
        {
            var text = await connection.ErrorTextAsync(answer, cancellationToken).ConfigureAwait(false);
            AuditErrorBody? error = null;
            try
            {
                error = JsonSerializer.Deserialize(text, AuditQueryJson.Default.AuditErrorBody);
            }
            catch (JsonException)
            {
                // Gateways answer with pages; the status tells enough.
            }

            var correlation = answer.Headers.TryGetValues("ININ-Correlation-Id", out var ids) ? ids.FirstOrDefault() : error?.ContextId;
            throw new AuditQueryException(attempt, answer.StatusCode, error?.Code, error?.Message, correlation);
        }
    }

    private Uri QueryAddress(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new Uri($"{audits}/{Uri.EscapeDataString(id)}");
    }

    private async Task<IReadOnlyList<AuditService>> MappingAsync(string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await SendAsync(request, "Reading the service mapping", cancellationToken).ConfigureAwait(false);
        return Read(await BytesAsync(answer, cancellationToken).ConfigureAwait(false), AuditQueryJson.Default.AuditServiceMapping).Services ?? [];
    }

    private async Task<TAnswer> PostAsync<TBody, TAnswer>(string address, TBody body, JsonTypeInfo<TBody> type, string attempt, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        Read(await PostAsync(address, body, type, attempt, cancellationToken).ConfigureAwait(false), answerType);

    private async Task<byte[]> PostAsync<TBody>(string address, TBody body, JsonTypeInfo<TBody> type, string attempt, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using var answer = await SendAsync(request, attempt, cancellationToken).ConfigureAwait(false);
        return await BytesAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string attempt, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (answer.Headers.TryGetValues("inin-ratelimit-allowed", out var allowed) && int.TryParse(allowed.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests > 0)
        {
            Rate.Allow(Math.Min(requests, Rate.PerMinute));
        }

        await ThrowUnlessDoneAsync(answer, attempt, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
