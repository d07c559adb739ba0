using System.Collections.Concurrent;
using Annals.Archive;
using Annals.Collectors.Streams;
using Annals.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Collectors.Connections;

/// <summary>
/// Collects the streams of one connection into one tenant of the archive. What it knows stands in the archive's ledger; a process that takes over, or one that starts again after a crash, goes on
/// where the ledger ends. One process collects a connection at a time: the tenant's log has one writer.
/// </summary>
public abstract partial class Collector : IDisposable
{
    /// <summary>When preparing has failed for so long, the streams are read all the same.</summary>
    private static readonly TimeSpan GoOnAfter = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly StreamHealth health;
    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly ILogger logger;

    private protected Collector(string name, ConnectionOptions options, ServedTenant served, ILogger logger, TimeProvider time)
    {
        Name = name;
        Options = options;
        Served = served;
        Time = time;
        this.logger = logger;
        health = new StreamHealth(time);
        Slots = new SemaphoreSlim(options.Parallel);
        Taker = new RecordTaker(served.Intake, time);
    }

    /// <summary>Name of the connection.</summary>
    public string Name { get; }

    /// <summary>Its settings.</summary>
    public ConnectionOptions Options { get; }

    private protected ServedTenant Served { get; }

    private protected TimeProvider Time { get; }

    /// <summary>As many blobs or services as are read at a time.</summary>
    private protected SemaphoreSlim Slots { get; }

    private protected RecordTaker Taker { get; }

    private protected abstract ServerClock Clock { get; }

    private protected abstract RequestRate Rate { get; }

    /// <summary>The streams that are known now.</summary>
    private protected abstract IReadOnlyCollection<CollectedStream> Streams { get; }

    /// <summary>A collector of a connection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its settings, without faults (<see cref="ConnectionRules.Faults"/>).</param>
    /// <param name="served">The tenant that takes the records.</param>
    /// <param name="logger">Told once when trouble begins, and once when it is over.</param>
    /// <param name="time">The machine's clock.</param>
    /// <exception cref="ConnectionException">A file that the settings name cannot be read.</exception>
    public static Collector Create(string name, ConnectionOptions options, ServedTenant served, ILogger logger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(served);
        return options.Source == ConnectionOptions.Microsoft365
            ? new Microsoft365.ActivityCollector(name, options, served, logger, time)
            : new GenesysCloud.AuditCollector(name, options, served, logger, time);
    }

    /// <summary>Reads everything that is due, once. Trouble with the source is told and noted, not thrown.</summary>
    /// <param name="cancellationToken">Ends it; what was stored stays.</param>
    /// <returns>Whether all went well.</returns>
    /// <exception cref="Annals.Log.LogFailedException">The archive takes no more records.</exception>
    /// <exception cref="IOException">The archive's disk is full, say.</exception>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        await RoundAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(running.Values).ConfigureAwait(false);
        return health.Trouble is null && Streams.All(stream => stream.Health.Trouble is null);
    }

    /// <summary>Reads what is due again and again until cancelled. A stream whose reading takes long holds up no other.</summary>
    /// <inheritdoc cref="RunOnceAsync"/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await RoundAsync(cancellationToken).ConfigureAwait(false);
                foreach (var failed in running.Values.Where(task => task.IsFaulted))
                {
                    await failed.ConfigureAwait(false);
                }

                await WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Something new was announced: the next reading begins at once.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was woken already.
        }
    }

    /// <summary>Notes how far the streams have come. For the end of a process that goes well.</summary>
    public void Flush()
    {
        foreach (var stream in Streams)
        {
            stream.Flush();
        }
    }

    /// <summary>How the connection is doing.</summary>
    public CollectorStatus Status()
    {
        var now = Clock.Now;
        var ledger = Served.Tenant.Ledger;
        var totals = ledger.Totals(Name).ToDictionary(total => total.Stream.Name, StringComparer.Ordinal);
        var rhythms = ledger.Rhythms(Name);
        var streams = Streams.Select(stream => StatusOf(stream, totals.GetValueOrDefault(stream.Stream.Name), rhythms.GetValueOrDefault(stream.Stream), now)).OrderBy(stream => stream.Stream, StringComparer.Ordinal);
        return new CollectorStatus(Name, Options.Source, Options.Tenant, health.Trouble, Clock.Offset, Rate.InLastMinute, Rate.PerMinute, [.. streams], ledger.Gaps(Name, isOpenOnly: true));
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Slots.Dispose();
        woken.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What has to be known before streams are read; may change which there are.</summary>
    private protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            Over(Name, health.Succeed());
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            Begun(Name, health.Fail(SourceTrouble.Of(e)));

            // What passes for all is not asked for by each; what lasts may be a matter of this one question.
            if (Time.GetUtcNow() - health.Trouble!.Since < GoOnAfter)
            {
                return;
            }
        }

        foreach (var stream in Streams)
        {
            if (!running.TryGetValue(stream.Stream.Name, out var task) || task.IsCompletedSuccessfully)
            {
                running[stream.Stream.Name] = Task.Run(() => ReadAsync(stream, cancellationToken), CancellationToken.None);
            }
        }
    }

    private async Task ReadAsync(CollectedStream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.RoundAsync(cancellationToken).ConfigureAwait(false);
            Over(stream.Stream.ToString(), stream.Health.Succeed());
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            Begun(stream.Stream.ToString(), stream.Health.Fail(SourceTrouble.Of(e)));
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(Task.Delay(Options.Interval, Time, either.Token), woken.WaitAsync(either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private StreamStatus StatusOf(CollectedStream stream, CollectionTotals? totals, CollectionRhythm? rhythm, DateTimeOffset now)
    {
        var (open, oldest, failing) = Served.Tenant.Ledger.OpenCount(stream.Stream);
        var upTo = stream.ReadUpTo ?? Served.Tenant.Ledger.Cursors(Name).FirstOrDefault(cursor => cursor.Stream == stream.Stream && cursor.Sweep == 0)?.UpTo;
        var complete = upTo is { } read && oldest is { } published && published < read ? published : upTo;
        var quiet = totals?.Newest is { } newest ? now - newest : (TimeSpan?)null;
        return new StreamStatus(
            stream.Stream.Name,
            complete,
            complete is { } moment ? now - moment : null,
            totals?.Newest,
            open,
            failing,
            totals?.Contents ?? 0,
            totals?.Records ?? 0,
            totals?.Stored ?? 0,
            stream.Health.LastSuccess,
            stream.Health.Trouble,
            quiet > (Options.SilenceAfter ?? rhythm?.Unusual ?? CollectionRhythm.LeastUnusual) ? quiet : null);
    }

    private void Begun(string what, Trouble? trouble)
    {
        if (trouble is not null)
        {
            Log.Begun(logger, what, trouble.Finding.Code, trouble.Finding.Message, trouble.Finding.Remedy);
        }
    }

    private void Over(string what, Trouble? trouble)
    {
        if (trouble is not null)
        {
            Log.Over(logger, what, trouble.Finding.Code, Time.GetUtcNow() - trouble.Since, trouble.Failures);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Warning, "Collecting {What} fails ({Code}): {Message} {Remedy}")]
        public static partial void Begun(ILogger logger, string what, string code, string message, string remedy);

        [LoggerMessage(1402, LogLevel.Information, "Collecting {What} works again: it failed ({Code}) for {Length}, {Failures} times")]
        public static partial void Over(ILogger logger, string what, string code, TimeSpan length, int failures);
    }
}
