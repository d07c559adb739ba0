using System.Net;
using Annals.Cli.Shell;

namespace Annals.Cli.Archives.Remote;

/// <summary>Tokens of a client, fetched from the server with its secret and renewed when they are no longer accepted.</summary>
internal sealed class ClientTokens(string id, string secret) : ITokenSource
{
    private string? token;

    public async ValueTask<string> TokenAsync(ServerConnection server, CancellationToken cancellationToken) => token ??= await FetchAsync(server, cancellationToken);

    public void Forget() => token = null;

    private async Task<string> FetchAsync(ServerConnection server, CancellationToken cancellationToken)
    {
        using var answer = await server.SendAnonymousAsync(Request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            throw CommandException.Trouble($"The server at {server.Url} does not know the client {id} with this secret. Ask an administrator ('annals client list', 'annals client rotate').");
        }

        return (await server.ReadAsync(answer, ServerJson.Default.TokenAnswer, cancellationToken)).AccessToken;
    }

    private HttpRequestMessage Request() => new(HttpMethod.Post, "oauth/token")
    {
        Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]),
    };
}
