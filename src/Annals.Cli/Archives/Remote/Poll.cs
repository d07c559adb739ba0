namespace Annals.Cli.Archives.Remote;

/// <summary>Pauses between two questions about something long: short ones first, since most things are done soon.</summary>
internal sealed class Poll(TimeProvider time)
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);
    private TimeSpan pause = TimeSpan.FromMilliseconds(50);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(pause, time, cancellationToken);
        pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, PauseMax.Ticks));
    }
}
