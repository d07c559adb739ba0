using Annals.Server.Hosting;

namespace Annals.Server.Accounts;

/// <summary>
/// Slows down guessing at one name: after some wrong passwords each further attempt from the same network has to wait, longer every time; after many from all networks together
/// each has to wait a little. Names that nobody has are slowed down alike, so that the waiting tells nothing. Thread-safe.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Wrong passwords in a row that cost nothing.</summary>
    public const int FreeFailures = 5;

    /// <summary>Names that are remembered; the one unheard of for longest makes room.</summary>
    private const int NamesMax = 20_000;

    /// <summary>The longest wait of one network.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    /// <summary>Wrong passwords in a row, from all networks together, that cost nothing.</summary>
    private const int FreeFailuresOfAll = 50;

    /// <summary>The wait of everybody once there were more: it slows down guessing from many networks, and cannot keep the person out.</summary>
    private static readonly TimeSpan WaitOfAll = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);
    private readonly Lock gate = new();
    private readonly RecentlyUsed<Guess, (int Failures, DateTimeOffset Last)> guesses = new(2 * NamesMax);

    /// <summary>Begins an attempt, which counts as a failure until <see cref="Succeeded"/>: attempts at the same time do not share one wait.</summary>
    /// <param name="tenant">The tenant that was named.</param>
    /// <param name="name">The name.</param>
    /// <param name="network">Where the attempt comes from.</param>
    /// <returns>Null when it may go on, else how long to wait.</returns>
    public TimeSpan? Begin(string tenant, string name, string network)
    {
        var (own, all) = KeysOf(tenant, name, network);
        var now = time.GetUtcNow();
        lock (gate)
        {
            var (ownFailures, ownLast) = Known(own, now);
            var (allFailures, allLast) = Known(all, now);
            var ownWait = ownFailures < FreeFailures ? TimeSpan.Zero : ownLast + WaitAfter(ownFailures) - now;
            var allWait = allFailures < FreeFailuresOfAll ? TimeSpan.Zero : allLast + WaitOfAll - now;
            var wait = ownWait > allWait ? ownWait : allWait;
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            guesses.Set(own, (ownFailures + 1, now));
            guesses.Set(all, (allFailures + 1, now));
            return null;
        }
    }

    /// <summary>The password was right: the name begins anew.</summary>
    public void Succeeded(string tenant, string name, string network)
    {
        var (own, all) = KeysOf(tenant, name, network);
        lock (gate)
        {
            guesses.Remove(own);
            guesses.Remove(all);
        }
    }

    /// <summary>No password was looked at: the attempt does not count.</summary>
    public void Undo(string tenant, string name, string network)
    {
        var (own, all) = KeysOf(tenant, name, network);
        lock (gate)
        {
            foreach (var key in (Guess[])[own, all])
            {
                if (guesses.TryGet(key, out var known))
                {
                    guesses.Set(key, (Math.Max(0, known.Failures - 1), known.Last));
                }
            }
        }
    }

    private static (Guess Own, Guess All) KeysOf(string tenant, string name, string network)
    {
        var folded = UserRules.Fold(name);
        return (new Guess(tenant, folded, network), new Guess(tenant, folded, ""));
    }

    private (int Failures, DateTimeOffset Last) Known(Guess guess, DateTimeOffset now) =>
        guesses.TryGet(guess, out var known) && now - known.Last < Forgotten ? known : (0, now);

    private static TimeSpan WaitAfter(int failures)
    {
        var doublings = Math.Min(failures - FreeFailures, 16);
        var wait = TimeSpan.FromSeconds(1L << doublings);
        return wait < WaitMax ? wait : WaitMax;
    }

    /// <summary>A name at which is guessed, and from where; an empty network stands for all.</summary>
    private readonly record struct Guess(string Tenant, string Name, string Network);
}
