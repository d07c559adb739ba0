using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Annals.Sources.Http;
using Azure.Core;

namespace Annals.Sources.Microsoft365;

/// <summary>
/// The credential of an application of Microsoft Entra ID: its secret or its certificate, exchanged for tokens at the v2 endpoint. Unlike those of Azure.Identity it keeps to a clock that is given, and goes through the same proxy
/// and authorities as the API's requests. Nothing is kept here: whoever asks keeps the token. Thread-safe.
/// </summary>
/// <remarks>Source: Microsoft identity platform, "OAuth 2.0 client credentials flow" and "Certificate credentials".</remarks>
public sealed class EntraClientCredential : TokenCredential, IDisposable
{
    private const int AnswerBytesMax = 1 << 20;
    private static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(5);

    private readonly SourceConnection connection;
    private readonly HttpClient http;
    private readonly Uri endpoint;
    private readonly string clientId;
    private readonly string? secret;
    private readonly X509Certificate2? certificate;
    private readonly TimeProvider time;
    private readonly ServerClock clock;

    private EntraClientCredential(Guid tenantId, string clientId, string? secret, X509Certificate2? certificate, Microsoft365Cloud cloud, SourceHttpOptions? http, TimeProvider? time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentNullException.ThrowIfNull(cloud);
        this.clientId = clientId;
        this.secret = secret;
        this.certificate = certificate;
        this.time = time ?? TimeProvider.System;
        clock = new ServerClock(this.time);
        endpoint = new Uri($"{cloud.Login.AbsoluteUri.TrimEnd('/')}/{tenantId}/oauth2/v2.0/token");
        connection = new SourceConnection(http ?? new SourceHttpOptions(), this.time);
        this.http = connection.Plain();
    }

    /// <summary>A credential with a secret.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="clientId">The application's id.</param>
    /// <param name="secret">The secret's value, not its id.</param>
    /// <param name="cloud">The cloud the organisation is in.</param>
    /// <param name="http">Proxy, authorities, timeouts and repetitions; null for the defaults.</param>
    /// <param name="time">The machine's clock, or null for the system's.</param>
    public static EntraClientCredential WithSecret(Guid tenantId, string clientId, string secret, Microsoft365Cloud cloud, SourceHttpOptions? http = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return new(tenantId, clientId, secret, null, cloud, http, time);
    }

    /// <summary>A credential with a certificate.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="clientId">The application's id.</param>
    /// <param name="certificate">A certificate with an RSA key of 2,048 bits or more that the application knows. It stays the caller's.</param>
    /// <param name="cloud">The cloud the organisation is in.</param>
    /// <param name="http">Proxy, authorities, timeouts and repetitions; null for the defaults.</param>
    /// <param name="time">The machine's clock, or null for the system's.</param>
    /// <exception cref="ArgumentException">The certificate has no private RSA key of that size.</exception>
    public static EntraClientCredential WithCertificate(
        Guid tenantId, string clientId, X509Certificate2 certificate, Microsoft365Cloud cloud, SourceHttpOptions? http = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var key = certificate.GetRSAPrivateKey();
        return key is { KeySize: >= 2048 }
            ? new(tenantId, clientId, null, certificate, cloud, http, time)
            : throw new ArgumentException("The certificate has no private RSA key of 2,048 bits or more.", nameof(certificate));
    }

    /// <inheritdoc/>
    /// <exception cref="SourceTokenException">The service refused.</exception>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="SourceTokenException">The service refused.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(requestContext.Scopes, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceTokenException e) when (certificate is not null && e.Codes.Contains(EntraErrorCode.AssertionOutOfTime) && clock.Offset != TimeSpan.Zero)
        {
            // The assertion bore the time of this machine, whose clock is wrong; now the service's is known.
            return await AskAsync(requestContext.Scopes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private async Task<AccessToken> AskAsync(string[] scopes, CancellationToken cancellationToken)
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials"), new("client_id", clientId), new("scope", string.Join(' ', scopes)) };
        if (secret is not null)
        {
            form.Add(new("client_secret", secret));
        }
        else
        {
            form.Add(new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
            form.Add(new("client_assertion", Assertion()));
        }

        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        var asked = time.GetUtcNow();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        clock.Learn(answer.Headers.Date);
        var body = answer.StatusCode == HttpStatusCode.OK
            ? await connection.BytesAsync(answer, AnswerBytesMax, cancellationToken).ConfigureAwait(false)
            : Encoding.UTF8.GetBytes(await connection.ErrorTextAsync(answer, cancellationToken).ConfigureAwait(false));
        return TokenAnswer.Read(answer.StatusCode, body, asked);
    }

    /// <summary>A JWT signed with the certificate's key (RFC 7523; "Certificate credentials": header and claims).</summary>
    private string Assertion()
    {
        var now = clock.Now;
        var header = $$"""{"alg":"RS256","typ":"JWT","x5t":"{{Base64Url(certificate!.GetCertHash(HashAlgorithmName.SHA1))}}"}""";
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"aud":"{{endpoint}}","iss":{{Quoted(clientId)}},"sub":{{Quoted(clientId)}},"jti":"{{Guid.NewGuid()}}","nbf":{{now.AddSeconds(-5).ToUnixTimeSeconds()}},"exp":{{(now + AssertionLife).ToUnixTimeSeconds()}}}""");
        var signed = $"{Base64Url(Encoding.UTF8.GetBytes(header))}.{Base64Url(Encoding.UTF8.GetBytes(claims))}";
        using var key = certificate.GetRSAPrivateKey()!;
        return $"{signed}.{Base64Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
