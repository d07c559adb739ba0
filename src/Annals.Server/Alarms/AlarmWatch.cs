using Annals.Server.Hosting;
using Annals.Server.Observability;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Alarms;

/// <summary>Looks at all checks again and again. A finding that was not there before begins an episode; one message goes out, and one more when it is gone. What could not be sent is tried again.</summary>
internal sealed partial class AlarmWatch(IEnumerable<ICheck> checks, IEnumerable<IAlarmOutlet> outlets, Loops loops, IOptions<AlarmOptions> options, TimeProvider time, ILogger<AlarmWatch> logger) : BackgroundService
{
    /// <summary>Messages that wait for an outlet; with more, the oldest are given up, and that is logged.</summary>
    private const int WaitingMax = 1_000;

    private static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim looking = new(1);
    private readonly Dictionary<(string Kind, string Subject), string> episodes = [];
    private readonly List<(IAlarmOutlet Outlet, Queue<Alarm> Waiting)> outlets = [.. outlets.Select(outlet => (outlet, new Queue<Alarm>()))];

    /// <summary>Looks once, and sends what there is to tell.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            await LookAloneAsync(cancellationToken);
        }
        finally
        {
            looking.Release();
        }
    }

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    private async Task LookAloneAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new Dictionary<(string, string), string>();
        foreach (var finding in checks.SelectMany(check => check.Findings()))
        {
            found.TryAdd((finding.Kind, finding.Subject), finding.Message);
        }

        foreach (var (key, message) in found.Where(finding => !episodes.ContainsKey(finding.Key)).ToList())
        {
            episodes[key] = message;
            Log.Begun(logger, key.Item1, Named(key.Item2), message);
            Tell(new Alarm(key.Item1, key.Item2, IsOver: false, message, now));
        }

        foreach (var (key, message) in episodes.Where(episode => !found.ContainsKey(episode.Key)).ToList())
        {
            episodes.Remove(key);
            Log.Over(logger, key.Kind, Named(key.Subject));
            Tell(new Alarm(key.Kind, key.Subject, IsOver: true, "Over: " + message, now));
        }

        await SendAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await loops.RepeatAsync("alarms", options.Value.Interval, LookAsync, stoppingToken);
    }

    private void Tell(Alarm alarm)
    {
        foreach (var (outlet, waiting) in outlets)
        {
            waiting.Enqueue(alarm);
            if (waiting.Count > WaitingMax)
            {
                waiting.Dequeue();
                Log.GivenUp(logger, outlet.Name);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var (outlet, waiting) in outlets)
        {
            while (waiting.TryPeek(out var alarm))
            {
                using var late = new CancellationTokenSource(SendTimeMax, time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
                try
                {
                    await outlet.SendAsync(alarm, linked.Token);
                    waiting.Dequeue();
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    Log.NotSent(logger, outlet.Name, waiting.Count, e.GetType().Name);
                    break;
                }
            }
        }
    }

    private static string Named(string subject) => subject.Length == 0 ? "the server" : subject;

    private static partial class Log
    {
        [LoggerMessage(1281, LogLevel.Error, "Alarm {Kind} of {Subject}: {Message}")]
        public static partial void Begun(ILogger logger, string kind, string subject, string message);

        [LoggerMessage(1282, LogLevel.Information, "Alarm {Kind} of {Subject} is over")]
        public static partial void Over(ILogger logger, string kind, string subject);

        [LoggerMessage(1283, LogLevel.Warning, "{Count} alarms could not be sent by {Outlet}: {Error}. They are tried again")]
        public static partial void NotSent(ILogger logger, string outlet, int count, string error);

        [LoggerMessage(1284, LogLevel.Warning, "An alarm was given up, because too many wait for {Outlet}")]
        public static partial void GivenUp(ILogger logger, string outlet);
    }
}
