using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Intake.Live;

public sealed class ConcurrentAppendTests
{
    private const int Callers = 16;

    [Fact]
    public async Task Whatever_many_callers_send_at_once_each_value_is_stored_once_and_every_verdict_is_true()
    {
        var random = Seed.Random(nameof(Whatever_many_callers_send_at_once_each_value_is_stored_once_and_every_verdict_is_true));
        for (var round = 0; round < Seed.Rounds(3, 60); round++)
        {
            await Round(random, new LiveIntakeOptions { GroupRecordsMax = random.Next(1, 400), GroupBytesMax = random.Next(100, 100_000) });
        }
    }

    private static async Task Round(Random random, LiveIntakeOptions options)
    {
        using var fixture = new TenantFixture();
        var batches = Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, random.Next(1, 120)).Select(_ => Sent.Make(random)).ToArray()).ToArray();
        var told = new ConcurrentBag<(Sent Sent, AppendResult Result)>();
        await using (var served = await OpenAsync(fixture, options))
        {
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                var origin = new AppendOrigin(new Actor($"client {caller % 5}"));
                while (Interlocked.Increment(ref next) is var number && number < batches.Length)
                {
                    var results = await served.Intake.AppendAsync(LiveFixture.Batch(batches[number].Select(sent => sent.Text)), origin, CancellationToken.None);
                    Assert.Equal(batches[number].Length, results.Length);
                    for (var i = 0; i < results.Length; i++)
                    {
                        told.Add((batches[number][i], results[i]));
                        AssertDurable(served.Tenant, results[i]);
                    }
                }
            })));
            Check(served.Tenant, told);
            var total = served.Intake.Status.Taken;
            Assert.Equal((told.Count, told.Count(one => one.Result.Verdict == AppendVerdict.Duplicate)), (total.Read, total.Duplicate));
        }

        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
        fixture.DeleteDerived();
        await using var again = await OpenAsync(fixture, options);
        foreach (var (sent, result) in told)
        {
            var repeated = (await again.Intake.AppendAsync(LiveFixture.Batch(sent.Text), new AppendOrigin(new Actor("again")), CancellationToken.None))[0];
            Assert.Equal(new AppendResult(AppendVerdict.Duplicate, result.Position), repeated);
        }
    }

    private static Task<ServedTenant> OpenAsync(TenantFixture fixture, LiveIntakeOptions options) =>
        ServedTenant.OpenAsync(fixture.Folder, new TenantOptions { LockPatience = TimeSpan.Zero }, new ServingOptions { Intake = options }, TimeProvider.System, CancellationToken.None);

    private static void AssertDurable(Tenant tenant, AppendResult result) => Assert.True(result.Position < tenant.DurableSize);

    /// <summary>The naive model: values by id, whoever sent them.</summary>
    private static void Check(Tenant tenant, ConcurrentBag<(Sent Sent, AppendResult Result)> told)
    {
        foreach (var id in told.GroupBy(one => one.Sent.Id))
        {
            var first = Assert.Single(id, one => one.Result.Verdict == AppendVerdict.Stored);
            foreach (var value in id.GroupBy(one => one.Sent.Value))
            {
                var position = Assert.Single(value.Select(one => one.Result.Position).Distinct());
                var stored = Assert.Single(value, one => one.Result.Verdict != AppendVerdict.Duplicate);
                Assert.Equal(stored.Sent.Text, Encoding.UTF8.GetString(tenant.LogReader.ReadRecord(position!.Value).Payload.Span));
                Assert.Equal(value.Key == first.Sent.Value ? AppendVerdict.Stored : AppendVerdict.Variant, stored.Result.Verdict);
                Assert.Equal(value.Key == first.Sent.Value ? null : first.Result.Position, stored.Result.First);
                Assert.True(position >= first.Result.Position);
                var entry = tenant.LogReader.ReadEntry(position.Value);
                Assert.Equal(stored.Result.First, entry.First);
                Assert.Equal(EntryKind.System, tenant.LogReader.ReadEntry(entry.Intake!.Value).Kind);
                Assert.True(entry.Intake < position);
            }
        }

        var values = told.Select(one => (one.Sent.Id, one.Sent.Value)).Distinct().Count();
        var records = Enumerable.Range(0, (int)tenant.Size).Count(position => tenant.LogReader.ReadEntry(position).Kind == EntryKind.Record);
        Assert.Equal(values, records);
    }

    /// <summary>A record of few ids and values, in one of several spellings.</summary>
    private sealed record Sent(string Id, string Value, string Text)
    {
        public static Sent Make(Random random)
        {
            var id = random.Next(600).ToString(CultureInfo.InvariantCulture);
            var action = random.Next(8) == 0 ? $"act-{random.Next(3)}" : "act-0";
            string[] members = [$"\"id\":\"{id}\"", "\"time\":\"2026-03-01T10:00:00Z\"", $"\"action\":\"{action}\""];
            if (random.Next(4) == 0)
            {
                random.Shuffle(members);
            }

            return new Sent(id, action, "{" + string.Join(random.Next(5) == 0 ? " , " : ",", members) + "}");
        }
    }
}
