using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Annals.Cli.Shell;

namespace Annals.Cli.Archives.Remote;

/// <summary>Sends requests to a server: with a token, again when it asks for patience, and turns its errors into messages.</summary>
internal sealed class ServerConnection : IDisposable
{
    /// <summary>How long one request may be put off by the server before the command gives up.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly ITokenSource tokens;
    private readonly TimeProvider time;

    /// <summary>A connection that is made with the first request.</summary>
    /// <param name="url">Address of the server, ending with a slash.</param>
    /// <param name="tokens">Gives the tokens.</param>
    /// <param name="time">The clock.</param>
    public ServerConnection(Uri url, ITokenSource tokens, TimeProvider time)
    {
        Url = url;
        this.tokens = tokens;
        this.time = time;
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the token elsewhere.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = ConnectTime,
            UseProxy = !url.IsLoopback,
        };
        if (tokens is AccountTokens)
        {
            // The lock of a living process names this address of this machine; its certificate names the host that others know.
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, errors) => url.IsLoopback || errors == SslPolicyErrors.None };
        }

        http = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Uri Url { get; }

    public TimeProvider Time => time;

    /// <summary>Sends a request; the answer's body is still to be read.</summary>
    /// <param name="make">Makes the request, again for each attempt.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>An answer of any status but those that were worth another attempt.</returns>
    /// <exception cref="ServerUnreachableException">Nobody answered.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var isRenewed = false;
        var waited = TimeSpan.Zero;
        while (true)
        {
            var token = await tokens.TokenAsync(this, cancellationToken);
            var answer = await SendAnonymousAsync(() => WithToken(make(), token), cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && !isRenewed)
            {
                isRenewed = true;
                tokens.Forget();
            }
            else if (WaitOf(answer) is { } wait && waited + wait <= WaitMax)
            {
                waited += wait;
                await Task.Delay(wait, time, cancellationToken);
            }
            else
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    /// <summary>Sends a request without a token, once.</summary>
    public async Task<HttpResponseMessage> SendAnonymousAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ServerUnreachableException(Url, e);
        }
    }

    /// <summary>Asks for a resource and gives its answer, whose body is still to be read; null when there is no such thing.</summary>
    public async Task<HttpResponseMessage?> FindAsync(string path, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(() => Get(path, headers), cancellationToken);
        try
        {
            if (answer.StatusCode == HttpStatusCode.NotFound && answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            {
                answer.Dispose();
                return null;
            }

            await RefuseErrorAsync(answer, cancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Asks for a resource that is there.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken) =>
        await FindAsync(path, headers, cancellationToken) ?? throw CommandException.Trouble($"The server at {Url} has no {path.Split('?')[0]}. It may be an older version; update it, or use the program of its version.");

    /// <summary>Asks for a resource that is there and reads it.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(path, headers: null, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Posts JSON and reads the answer.</summary>
    public async Task<TAnswer> PostAsync<T, TAnswer>(string path, T body, JsonTypeInfo<T> bodyType, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            () =>
            {
                var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            },
            cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Reads the JSON of a good answer.</summary>
    /// <exception cref="CommandException">The answer is an error, or cannot be read.</exception>
    public async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await RefuseErrorAsync(answer, cancellationToken);
        return await ReadBodyAsync(answer, type, cancellationToken);
    }

    /// <summary>Reads the JSON of an answer, whatever its status.</summary>
    /// <exception cref="CommandException">The answer cannot be read.</exception>
    public async Task<T> ReadBodyAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ServerUnreachableException(Url, e);
        }
    }

    /// <summary>What to say of an answer that is none of ours.</summary>
    public CommandException Unreadable() => CommandException.Trouble($"The answer of {Url} cannot be read. Is an annals server there?");

    /// <exception cref="CommandException">The answer is an error; the message is the server's.</exception>
    public async Task RefuseErrorAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var message = await ProblemOfAsync(answer, cancellationToken) switch
        {
            { Detail: { Length: > 0 } detail } => detail,
            { Title: { Length: > 0 } title } => $"{title}.",
            _ => $"The server at {Url} answered {(int)answer.StatusCode}.",
        };
        throw answer.StatusCode switch
        {
            HttpStatusCode.BadRequest => CommandException.Usage(message),
            HttpStatusCode.Unauthorized => CommandException.Trouble($"The server at {Url} does not accept the token. {message}"),
            _ => CommandException.Trouble(message),
        };
    }

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Get(string path, IReadOnlyDictionary<string, string>? headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static HttpRequestMessage WithToken(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static TimeSpan? WaitOf(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests ? answer.Headers.RetryAfter?.Delta : null;

    private static async Task<ProblemAnswer?> ProblemOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, ServerJson.Default.ProblemAnswer, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            return null;
        }
    }
}
