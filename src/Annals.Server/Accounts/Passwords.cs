using System.Threading.RateLimiting;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Annals.Server.Accounts;

/// <summary>
/// Hashes passwords and checks them (PBKDF2 of ASP.NET Core Identity). Hashing is slow on purpose, so only some run at once and few wait; a check for a name that nobody has
/// costs the same as any other.
/// </summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512, as OWASP recommends in 2026.</summary>
    private const int Rounds = 210_000;

    private const int WaitingMax = 32;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private readonly PasswordHasher<User> hasher = NewHasher();
    private readonly ConcurrencyLimiter gate = new(new ConcurrencyLimiterOptions { PermitLimit = Math.Max(1, Environment.ProcessorCount / 2), QueueLimit = WaitingMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    private readonly string nobodys;

    public Passwords() => nobodys = hasher.HashPassword(null!, SecretToken.New());

    /// <summary>Hashes as the server does.</summary>
    public static PasswordHasher<User> NewHasher() => new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>The hash to keep of a password.</summary>
    /// <exception cref="RequestException">Too many passwords are hashed already: 503.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        return hasher.HashPassword(null!, password);
    }

    /// <summary>Whether a password is the one whose hash is kept.</summary>
    /// <param name="hash">The hash; null when there is none: then the answer is no, after the same work.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it is, and the hash to keep instead when it was made in an older way.</returns>
    /// <exception cref="RequestException">Too many passwords are hashed already: 503.</exception>
    public async Task<(bool IsRight, string? NewHash)> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        var result = hasher.VerifyHashedPassword(null!, hash ?? nobodys, password);
        return hash is null || result == PasswordVerificationResult.Failed
            ? (false, null)
            : (true, result == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(null!, password) : null);
    }

    public void Dispose() => gate.Dispose();

    private async Task<RateLimitLease> TurnAsync(CancellationToken cancellationToken)
    {
        var lease = await gate.AcquireAsync(1, cancellationToken);
        return lease.IsAcquired ? lease : throw new RequestException(ServerError.OfStatus(503) with { Detail = "Too many people sign in at this moment. Try again.", RetryAfter = Retry });
    }
}
