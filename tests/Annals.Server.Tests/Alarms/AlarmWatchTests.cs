using Annals.Server.Alarms;
using Annals.Server.Hosting;
using Annals.Server.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Alarms;

public sealed class AlarmWatchTests
{
    private readonly List<Finding> findings = [];
    private readonly CollectingOutlet outlet = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_episode_gives_one_message_at_its_begin_and_one_at_its_end()
    {
        using var watch = Watch(outlet);

        await watch.LookAsync(CancellationToken.None);
        findings.Add(new Finding("disk-space", "", "1 MiB is free."));
        await watch.LookAsync(CancellationToken.None);
        findings[0] = findings[0] with { Message = "0 MiB are free." };
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        findings.Clear();
        await watch.LookAsync(CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);
        findings.Add(new Finding("disk-space", "", "again"));
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal([("1 MiB is free.", false), ("Over: 1 MiB is free.", true), ("again", false)], outlet.Sent.Select(alarm => (alarm.Message, alarm.IsOver)));
    }

    [Fact]
    public async Task Episodes_of_two_tenants_are_told_apart()
    {
        using var watch = Watch(outlet);
        findings.AddRange([new Finding("index-lag", "a", "a lags"), new Finding("index-lag", "b", "b lags")]);

        await watch.LookAsync(CancellationToken.None);
        findings.RemoveAt(0);
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal(["a lags", "b lags", "Over: a lags"], outlet.Sent.Select(alarm => alarm.Message));
    }

    [Fact]
    public async Task What_could_not_be_sent_is_sent_later_in_its_order_and_other_outlets_do_not_wait()
    {
        var broken = new CollectingOutlet { IsBroken = true };
        using var watch = Watch(broken, outlet);
        findings.Add(new Finding("log", "a", "stuck"));

        await watch.LookAsync(CancellationToken.None);
        findings.Clear();
        await watch.LookAsync(CancellationToken.None);
        Assert.Empty(broken.Sent);
        Assert.Equal(2, outlet.Sent.Count);
        broken.IsBroken = false;
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal(["stuck", "Over: stuck"], broken.Sent.Select(alarm => alarm.Message));
        Assert.Equal(2, outlet.Sent.Count);
    }

    [Fact]
    public void A_syslog_message_has_the_form_of_rfc_5424()
    {
        var message = System.Text.Encoding.UTF8.GetString(SyslogOutlet.Format(new Alarm("disk-space", "a", false, "Line one\nline two", time.GetUtcNow()), "host", 42));

        Assert.Equal("<130>1 2026-11-01T00:00:00.000000Z host annals 42 disk-space - \uFEFF[a] Line one line two", message);
    }

    private AlarmWatch Watch(params IAlarmOutlet[] outlets) =>
        new([new ListedCheck(findings)], outlets, new Loops(time, NullLogger<Loops>.Instance), Options.Create(new AlarmOptions()), time, NullLogger<AlarmWatch>.Instance);

    private sealed class ListedCheck(List<Finding> findings) : ICheck
    {
        public string Kind => "listed";

        public IEnumerable<Finding> Findings() => findings;
    }

    private sealed class CollectingOutlet : IAlarmOutlet
    {
        public List<Alarm> Sent { get; } = [];

        public bool IsBroken { get; set; }

        public string Name => "collecting";

        public Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
        {
            if (IsBroken)
            {
                throw new HttpRequestException("Broken on purpose.");
            }

            Sent.Add(alarm);
            return Task.CompletedTask;
        }
    }
}
