using Annals.Archive;
using Annals.Cli.Shell;
using Annals.Server.Access;

namespace Annals.Cli.Archives.Remote;

/// <summary>Tokens for the account of this process, made with the key of the server whose data folder it may read.</summary>
internal sealed class AccountTokens(DataFolder data, TenantName tenant, TimeProvider time) : ITokenSource
{
    private string? token;
    private long made;

    public ValueTask<string> TokenAsync(ServerConnection server, CancellationToken cancellationToken)
    {
        if (token is null || time.GetElapsedTime(made) > LocalToken.Lifetime / 2)
        {
            made = time.GetTimestamp();
            token = Make();
        }

        return ValueTask.FromResult(token);
    }

    public void Forget() => token = null;

    private string Make()
    {
        try
        {
            return LocalToken.Create(data, tenant, Environment.UserName, time);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CommandException.Trouble($"A server holds the tenant \"{tenant}\", and this account may not read the server's key: {e.Message} Run the command as the account of the server, or name a client with --server and --client-id.");
        }
    }
}
