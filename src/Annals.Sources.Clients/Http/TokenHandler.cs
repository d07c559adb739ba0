using System.Net;
using System.Net.Http.Headers;
using Azure.Core;

namespace Annals.Sources.Http;

/// <summary>
/// Gives requests their token. It is kept until shortly before it expires; when an answer is 401, a new one is fetched and the request sent once more, since a token may be revoked at any time. Requests
/// to another origin are refused.
/// </summary>
/// <param name="credential">Where tokens come from.</param>
/// <param name="scopes">What they are for.</param>
/// <param name="origin">Where they may be sent: scheme, host and port count.</param>
/// <param name="time">The clock by which tokens expire.</param>
internal sealed class TokenHandler(TokenCredential credential, string[] scopes, Uri origin, TimeProvider time) : DelegatingHandler
{
    /// <summary>A token that expires so soon is replaced before it is used.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private AccessToken? current;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (!IsOf(address, origin))
        {
            throw new ForeignAddressException(address, origin);
        }

        var token = await TokenAsync(refused: null, cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        var another = await TokenAsync(refused: token, cancellationToken).ConfigureAwait(false);
        if (another == token)
        {
            return answer;
        }

        answer.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", another);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an address is of an origin.</summary>
    internal static bool IsOf(Uri address, Uri origin) =>
        address.IsAbsoluteUri && Uri.Compare(address, origin, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gate.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <param name="refused">A token that the service did not take; another one is fetched unless somebody else has done so meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<string> TokenAsync(string? refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (current is not { } kept || kept.Token == refused || kept.ExpiresOn - time.GetUtcNow() < Margin)
            {
                current = await credential.GetTokenAsync(new TokenRequestContext(scopes), cancellationToken).ConfigureAwait(false);
            }

            return current.Value.Token;
        }
        finally
        {
            gate.Release();
        }
    }
}
