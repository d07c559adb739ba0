using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Accounts;

/// <summary>Checks names and passwords. Every wrong pair gets the same answer after the same work: whether a tenant, a name or a password is known shows in neither.</summary>
internal sealed partial class SignInDesk(UserStore users, TenantRegistry tenants, Passwords passwords, SignInThrottle throttle, ILogger<SignInDesk> logger)
{
    private static readonly ServerError Refused = new(401, "sign-in-refused", "Name or password is wrong", "Check tenant, name and password. Ask an administrator for a one-time link if the password is lost.");

    /// <summary>The user of a name and password.</summary>
    /// <exception cref="RequestException">They are wrong (401), too many attempts were made for this name (429), or too many people sign in at once (503).</exception>
    public async Task<StoredUser> SignInAsync(string tenant, string name, string password, string network, CancellationToken cancellationToken)
    {
        if (tenant.Length > UserRules.NameLengthMax || name.Length > UserRules.NameLengthMax || password.Length > UserRules.PasswordLengthMax)
        {
            throw new RequestException(Refused);
        }

        if (throttle.Begin(tenant, name, network) is { } wait)
        {
            throw new RequestException(ServerError.OfStatus(429) with { Detail = "Too many wrong passwords for this name. Wait as long as Retry-After says.", RetryAfter = wait });
        }

        var found = tenants.All.FirstOrDefault(served => served.Tenant.Description.Name == tenant) is { Tenant: var open } ? users.Find(open.Description.Id, name) : null;
        var hash = found is { User.IsDisabled: false } ? found.PasswordHash : null;
        bool isRight;
        string? newHash;
        try
        {
            (isRight, newHash) = await passwords.VerifyAsync(hash, password, cancellationToken);
        }
        catch
        {
            throttle.Undo(tenant, name, network);
            throw;
        }

        if (!isRight)
        {
            // Not even the name is logged: people type passwords where names belong.
            Log.Refused(logger);
            throw new RequestException(Refused);
        }

        throttle.Succeeded(tenant, name, network);
        if (newHash is not null)
        {
            users.Rehash(found!.User.Id, hash!, newHash);
        }

        return found!;
    }

    private static partial class Log
    {
        [LoggerMessage(1211, LogLevel.Information, "A sign-in was refused")]
        public static partial void Refused(ILogger logger);
    }
}
