using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Annals.Sources.Http;
using Azure.Core;

namespace Annals.Sources.GenesysCloud;

/// <summary>The credential of an OAuth client of Genesys Cloud, grant "client credentials". Nothing is kept here: whoever asks keeps the token. Thread-safe.</summary>
/// <remarks>Source: Genesys Cloud developer centre, "Authorize with client credentials". The client needs a role with <c>audits:audit:view</c>.</remarks>
public sealed class GenesysClientCredential : TokenCredential, IDisposable
{
    private const int AnswerBytesMax = 1 << 20;
    private static readonly KeyValuePair<string, string>[] Form = [new("grant_type", "client_credentials")];

    private readonly SourceConnection connection;
    private readonly HttpClient http;
    private readonly Uri endpoint;
    private readonly string basic;
    private readonly TimeProvider time;

    /// <summary>Prepares the credential; nothing is sent yet.</summary>
    /// <param name="clientId">The client's id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="region">The region.</param>
    /// <param name="http">Proxy, authorities, timeouts and repetitions; null for the defaults.</param>
    /// <param name="time">The machine's clock, or null for the system's.</param>
    public GenesysClientCredential(string clientId, string secret, GenesysRegion region, SourceHttpOptions? http = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ArgumentNullException.ThrowIfNull(region);
        this.time = time ?? TimeProvider.System;
        endpoint = new Uri($"{region.Login.AbsoluteUri.TrimEnd('/')}/oauth/token");
        basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"));
        connection = new SourceConnection(http ?? new SourceHttpOptions(), this.time);
        this.http = connection.Plain();
    }

    /// <inheritdoc/>
    /// <exception cref="SourceTokenException">The service refused.</exception>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="SourceTokenException">The service refused: 400 when it does not know the client, 401 when the secret is wrong.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(Form);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        var asked = time.GetUtcNow();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = answer.StatusCode == HttpStatusCode.OK
            ? await connection.BytesAsync(answer, AnswerBytesMax, cancellationToken).ConfigureAwait(false)
            : Encoding.UTF8.GetBytes(await connection.ErrorTextAsync(answer, cancellationToken).ConfigureAwait(false));
        return TokenAnswer.Read(answer.StatusCode, body, asked);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
