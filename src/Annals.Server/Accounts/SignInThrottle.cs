using Annals.Server.Hosting;

namespace Annals.Server.Accounts;

/// <summary>
/// Slows down guessing at one name, from however many addresses: after some wrong passwords each further attempt has to wait, longer every time. Names that nobody has are
/// slowed down alike, so that the waiting tells nothing. Thread-safe.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Wrong passwords in a row that cost nothing.</summary>
    public const int FreeFailures = 5;

    /// <summary>Names that are remembered; the one unheard of for longest makes room.</summary>
    private const int NamesMax = 20_000;

    /// <summary>The longest wait. It also bounds how long somebody else's guessing keeps a person out.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);
    private readonly Lock gate = new();
    private readonly RecentlyUsed<(string Tenant, string Name), (int Failures, DateTimeOffset Last)> names = new(NamesMax);

    /// <summary>Begins an attempt, which counts as a failure until <see cref="Succeeded"/>: attempts at the same time do not share one wait.</summary>
    /// <returns>Null when it may go on, else how long to wait.</returns>
    public TimeSpan? Begin(string tenant, string name)
    {
        var key = (tenant, UserRules.Fold(name));
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (!names.TryGet(key, out var known) || now - known.Last >= Forgotten)
            {
                known = (0, now);
            }

            if (known.Failures >= FreeFailures && known.Last + WaitAfter(known.Failures) - now is { } wait && wait > TimeSpan.Zero)
            {
                return wait;
            }

            names.Set(key, (known.Failures + 1, now));
            return null;
        }
    }

    /// <summary>The password was right: the name begins anew.</summary>
    public void Succeeded(string tenant, string name)
    {
        lock (gate)
        {
            names.Remove((tenant, UserRules.Fold(name)));
        }
    }

    private static TimeSpan WaitAfter(int failures)
    {
        var doublings = Math.Min(failures - FreeFailures, 16);
        var wait = TimeSpan.FromSeconds(1L << doublings);
        return wait < WaitMax ? wait : WaitMax;
    }
}
