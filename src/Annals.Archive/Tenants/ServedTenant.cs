namespace Annals.Archive;

/// <summary>
/// A tenant that is open for many at the same time: its reads (<see cref="Tenant"/>), its live intake, and the feeder that keeps its index near the log. Thread-safe.
/// </summary>
public sealed class ServedTenant : IAsyncDisposable
{
    private readonly BackgroundFeeder feeder;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Task feeding;
    private Task? stopped;

    /// <summary>How long stopping may feed the index: what is left out, the next opening feeds.</summary>
    private static readonly TimeSpan FinishTimeMax = TimeSpan.FromSeconds(1);

    private ServedTenant(Tenant tenant, LiveIntake intake, BackgroundFeeder feeder)
    {
        Tenant = tenant;
        Intake = intake;
        this.feeder = feeder;
        feeding = Task.Run(() => feeder.RunAsync(stopping.Token));
    }

    /// <summary>The tenant, for reads. Not to be disposed: it is closed with this.</summary>
    public Tenant Tenant { get; }

    /// <summary>Takes records.</summary>
    public LiveIntake Intake { get; }

    /// <summary>How far the index has come.</summary>
    public FeederStatus Feeder => feeder.Status;

    /// <summary>Opens a tenant and starts serving it.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="options">How it is opened.</param>
    /// <param name="serving">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArchiveException">There is no such tenant, it is held by another process, or it cannot be written: nothing can be read there for others, since no receipt could be left.</exception>
    public static async Task<ServedTenant> OpenAsync(TenantFolder folder, TenantOptions options, ServingOptions serving, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(serving);
        var tenant = await Tenant.OpenAsync(folder, options, time, cancellationToken).ConfigureAwait(false);
        try
        {
            var intake = tenant.BeginLiveIntake(serving.Intake);
            return new ServedTenant(tenant, intake, tenant.MakeFeeder(intake, serving.Feeder));
        }
        catch
        {
            tenant.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Keeps the content items of the Management Activity API up with the log until cancelled, so that listings need not wait for them; while many appends wait it leaves
    /// them the processors.
    /// </summary>
    /// <param name="pause">Time between two rounds; what is appended in a row is taken together.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Annals.Log.LogFailedException">The log does not grow any more.</exception>
    public Task FollowContentAsync(TimeSpan pause, CancellationToken cancellationToken) => Tenant.FollowContentAsync(pause, () => Intake.IsPressed, cancellationToken);

    /// <summary>
    /// Stops taking records, stores those that wait, writes the closing receipts of the intakes, brings the index up to the log and publishes a checkpoint. Reads go on.
    /// May be called again; all callers wait for the same.
    /// </summary>
    /// <exception cref="IOException">Something could not be written; nothing that was acknowledged is lost.</exception>
    public Task StopAsync()
    {
        lock (gate)
        {
            return stopped ??= Task.Run(StopAllAsync);
        }
    }

    /// <summary>Stops, unless that was done, and closes the tenant. All reads must have ended. What fails while stopping is not thrown here.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Tenant.Dispose();
        stopping.Dispose();
    }

    private async Task StopAllAsync()
    {
        try
        {
            await Intake.StopAsync().ConfigureAwait(false);
        }
        finally
        {
            await Intake.DisposeAsync().ConfigureAwait(false);
            await stopping.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            feeder.Finish(FinishTimeMax);
            Tenant.EndLiveIntake();
        }

        if (Tenant.IsHealthy)
        {
            Tenant.PublishCheckpoint();
        }
    }
}
