using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>Sends validations and notifications. Exactly HTTP 200 counts as taken; bodies of answers are not read.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient http;

    public WebhookSender(WebhookConnection connection, IOptions<Microsoft365Options> options) =>
        http = new HttpClient(connection.MakeHandler(options.Value.WebhookTimeout)) { Timeout = options.Value.WebhookTimeout };

    /// <summary>Asks an address whether it wants notifications.</summary>
    public Task<bool> ValidateAsync(Uri address, string? authId, CancellationToken cancellationToken)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        return PostAsync(address, authId, Encoding.ASCII.GetBytes($"{{\"validationCode\":\"{code}\"}}"), "application/json; charset=utf-8", code, cancellationToken);
    }

    /// <summary>Sends a notification.</summary>
    public Task<bool> NotifyAsync(Uri address, string? authId, byte[] body, CancellationToken cancellationToken) =>
        PostAsync(address, authId, body, "application/json; utf-8", null, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<bool> PostAsync(Uri address, string? authId, byte[] body, string contentType, string? validationCode, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (authId is not null)
        {
            request.Headers.TryAddWithoutValidation("Webhook-AuthID", authId);
        }

        if (validationCode is not null)
        {
            request.Headers.TryAddWithoutValidation("Webhook-ValidationCode", validationCode);
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
