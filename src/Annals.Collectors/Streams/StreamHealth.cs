namespace Annals.Collectors.Streams;

/// <summary>How a stream or a whole connection is doing: told once when trouble begins and once when it is over, however many calls fail between. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class StreamHealth(TimeProvider time)
{
    private readonly Lock gate = new();
    private Trouble? trouble;
    private DateTimeOffset? lastSuccess;

    /// <summary>The trouble that goes on, or null.</summary>
    public Trouble? Trouble
    {
        get
        {
            lock (gate)
            {
                return trouble;
            }
        }
    }

    /// <summary>When it last went well, UTC; null if never in this process.</summary>
    public DateTimeOffset? LastSuccess
    {
        get
        {
            lock (gate)
            {
                return lastSuccess;
            }
        }
    }

    /// <summary>It went well.</summary>
    /// <returns>The trouble that is over by this, or null.</returns>
    public Trouble? Succeed()
    {
        lock (gate)
        {
            lastSuccess = time.GetUtcNow();
            var over = trouble;
            trouble = null;
            return over;
        }
    }

    /// <summary>It failed.</summary>
    /// <param name="finding">Why.</param>
    /// <returns>The trouble, if it begins with this; null when it went on already.</returns>
    public Trouble? Fail(Finding finding)
    {
        lock (gate)
        {
            if (trouble is not null)
            {
                trouble = trouble with { Finding = finding, Failures = trouble.Failures + 1 };
                return null;
            }

            return trouble = new Trouble(finding, time.GetUtcNow(), 1);
        }
    }
}

/// <summary>Trouble that goes on.</summary>
/// <param name="Finding">What it is now.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Failures">How often it failed in a row.</param>
public sealed record Trouble(Finding Finding, DateTimeOffset Since, int Failures);

/// <summary>What is wrong, and what to do about it.</summary>
/// <param name="Code">A stable word, such as <c>wrong-secret</c>.</param>
/// <param name="Message">What is wrong, a plain sentence.</param>
/// <param name="Remedy">What to do, a plain sentence.</param>
public sealed record Finding(string Code, string Message, string Remedy);
