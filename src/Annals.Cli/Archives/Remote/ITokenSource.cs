namespace Annals.Cli.Archives.Remote;

/// <summary>Gives the token that requests carry.</summary>
internal interface ITokenSource
{
    /// <summary>A token that should be good; the same for many requests.</summary>
    /// <param name="server">Asks the server for one, if that is where they come from.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    ValueTask<string> TokenAsync(ServerConnection server, CancellationToken cancellationToken);

    /// <summary>Forgets a token that the server did not accept.</summary>
    void Forget();
}
