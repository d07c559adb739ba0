using Annals.Cli.Shell;

namespace Annals.Cli.Archives.Remote;

/// <summary>A server to work against, instead of the data folder.</summary>
/// <param name="Url">Its address, ending with a slash.</param>
internal sealed record ServerTarget(Uri Url)
{
    public const string UrlVariable = "ANNALS_SERVER";
    private const string ClientIdVariable = "ANNALS_CLIENT_ID";
    private const string ClientSecretVariable = "ANNALS_CLIENT_SECRET";

    /// <summary>The server that option or environment name; null when the data folder is meant. What is given on the command line wins over the environment.</summary>
    public static ServerTarget? Of(CommandContext context)
    {
        if (context.Server is { } given)
        {
            return context.IsDataGiven
                ? throw CommandException.Usage("--server and --data exclude each other: a server has its own data folder.")
                : new ServerTarget(Parse(given, "--server"));
        }

        return !context.IsDataGiven && Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } variable
            ? new ServerTarget(Parse(variable, UrlVariable))
            : null;
    }

    /// <summary>The client that option or environment name. Its secret is never taken from the command line, which others on the machine can read.</summary>
    public ClientTokens Credentials(CommandContext context)
    {
        var id = context.ClientId ?? Environment.GetEnvironmentVariable(ClientIdVariable);
        var secret = context.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : Environment.GetEnvironmentVariable(ClientSecretVariable);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret))
        {
            throw CommandException.Usage($"The server asks who you are. Name a client with --client-id (or {ClientIdVariable}) and its secret with --client-secret-file (or {ClientSecretVariable}).");
        }

        if (Url.Scheme == Uri.UriSchemeHttp && !Url.IsLoopback)
        {
            context.Console.Say($"Secret and records travel to {Url} unencrypted. Use https wherever others can listen.");
        }

        return new ClientTokens(id, secret);
    }

    private static Uri Parse(string text, string name)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw CommandException.Usage($"{name} \"{text}\" is no address of a server. Write it as https://annals.example.com.");
        }

        return url.UserInfo.Length > 0
            ? throw CommandException.Usage($"{name} holds credentials. Name a client with --client-id and its secret with --client-secret-file instead.")
            : new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }
}
