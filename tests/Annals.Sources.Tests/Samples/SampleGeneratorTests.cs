using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Annals.Records.Events;
using Annals.Sources.Samples;
using ZstdSharp;

namespace Annals.Sources.Tests.Samples;

public sealed class SampleGeneratorTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Make(Options(seed: 42, count: 3000, story: true))));

        Assert.Equal("67494455f91bb7f7be5840e0e30501d071f22f3084addb931b2e74a18cb02abe", hash);
        Assert.NotEqual(hash, Convert.ToHexStringLower(SHA256.HashData(Make(Options(seed: 43, count: 3000, story: true)))));
    }

    [Fact]
    public void A_generator_used_again_gives_the_same_records()
    {
        var generator = new SampleGenerator(Options(count: 500));
        var first = new MemoryStream();
        var second = new MemoryStream();

        generator.WriteTo(first, null, CancellationToken.None);
        generator.WriteTo(second, null, CancellationToken.None);

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void Every_record_is_one_valid_object_with_an_id_of_its_own_and_projects()
    {
        var slices = new EventSlices();
        var ids = new HashSet<string>();
        var sources = new HashSet<string>();
        foreach (var record in Records(Options(count: 40_000)))
        {
            var fault = slices.Read(record.Span);
            Assert.True(fault is null, $"{fault?.Reason} at {fault?.Offset} in {Encoding.UTF8.GetString(record.Span)}");
            Assert.True(ids.Add(slices.Id.ToString()));
            sources.Add(slices.Source);
            Assert.False(slices[EventField.Action].IsEmpty);
            Assert.InRange(slices.OccurredMicros!.Value, From.ToUnixTimeMilliseconds() * 1000, (To.ToUnixTimeMilliseconds() * 1000) - 1);
            using var document = JsonDocument.Parse(record, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        }

        Assert.Equal(["billing", "genesys-cloud", "hr-portal", "microsoft365", "order-desk"], sources.Order());
    }

    [Theory]
    [InlineData(SampleSources.Microsoft365, "microsoft365")]
    [InlineData(SampleSources.GenesysCloud, "genesys-cloud")]
    public void One_source_can_be_chosen(SampleSources sources, string name)
    {
        var slices = new EventSlices();
        foreach (var record in Records(new SampleOptions { Count = 500, From = From, To = To, Sources = sources }))
        {
            Assert.Null(slices.Read(record.Span));
            Assert.Equal(name, slices.Source);
        }
    }

    [Theory]
    [InlineData(SampleSources.All, 1000, 1200, 5.7, 6.4)]
    [InlineData(SampleSources.Microsoft365, 1000, 1300, 5.7, 7)]
    [InlineData(SampleSources.GenesysCloud, 1000, 1300, 5.7, 7)]
    [InlineData(SampleSources.Application, 1000, 1300, 5.7, 7)]
    public void Records_weigh_and_compress_like_real_ones(SampleSources sources, double sizeMin, double sizeMax, double ratioMin, double ratioMax)
    {
        const int Count = 20_480;
        using var compressor = new Compressor(1);
        using var block = new MemoryStream();
        long plain = 0;
        long packed = 0;
        var records = 0;
        foreach (var record in Records(new SampleOptions { Count = Count, From = From, To = To, Sources = sources }))
        {
            block.Write(record.Span);
            block.WriteByte((byte)'\n');
            if (++records % 256 == 0)
            {
                plain += block.Length;
                packed += compressor.Wrap(block.GetBuffer().AsSpan(0, (int)block.Length)).Length;
                block.SetLength(0);
            }
        }

        Assert.InRange(plain / (double)Count, sizeMin, sizeMax);
        Assert.InRange(plain / (double)packed, ratioMin, ratioMax);
    }

    [Fact]
    public void Times_are_nearly_ascending_and_follow_the_working_day()
    {
        var slices = new EventSlices();
        var latest = 0L;
        var late = 0;
        var byDay = 0;
        var weekend = 0;
        const int Count = 20_000;
        foreach (var record in Records(new SampleOptions { Count = Count, From = From, To = From.AddDays(7) }))
        {
            slices.Read(record.Span);
            var moment = DateTimeOffset.FromUnixTimeMilliseconds(slices.OccurredMicros!.Value / 1000);
            late += slices.OccurredMicros < latest ? 1 : 0;
            Assert.True(slices.OccurredMicros >= latest - (121 * 1_000_000L));
            latest = Math.Max(latest, slices.OccurredMicros.Value);
            byDay += moment.Hour is >= 7 and < 17 ? 1 : 0;
            weekend += moment.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
        }

        Assert.InRange(late, Count / 50, Count / 3);
        Assert.InRange(byDay, Count * 7 / 10, Count * 95 / 100);
        Assert.InRange(weekend, Count / 100, Count / 8);
    }

    [Fact]
    public void Few_users_do_most_and_very_many_do_something()
    {
        var slices = new EventSlices();
        var perActor = new Dictionary<string, int>();
        foreach (var record in Records(Options(count: 60_000)))
        {
            slices.Read(record.Span);
            var actor = Encoding.UTF8.GetString(slices[EventField.ActorId]);
            perActor[actor] = perActor.GetValueOrDefault(actor) + 1;
        }

        var counts = perActor.Values.OrderDescending().ToArray();
        Assert.True(counts.Length > 3000, $"{counts.Length} actors");
        Assert.InRange(counts.Take(counts.Length / 10).Sum() / (double)counts.Sum(), 0.3, 0.95);
    }

    [Fact]
    public void There_are_at_least_twenty_thousand_different_people()
    {
        var directory = new SampleDirectory(SampleOptions.UsersDefault, 1);

        var names = Enumerable.Range(0, directory.Count).Select(rank => directory[rank].Upn).ToHashSet();

        Assert.Equal(SampleOptions.UsersDefault, names.Count);
        Assert.Contains(SampleStory.Actor, names);
    }

    [Fact]
    public void The_story_is_whole_in_order_and_near_the_end()
    {
        var text = Records(Options(count: 20_000, story: true)).Select(record => Encoding.UTF8.GetString(record.Span)).ToList();

        Assert.Equal(20_000, text.Count);
        var told = text.Where(record => record.Contains(SampleStory.Address, StringComparison.Ordinal)).ToList();
        Assert.InRange(told.Count, SampleStory.FailedSignIns, SampleStory.RecordCount);
        Assert.Equal(SampleStory.FailedSignIns, told.Count(record => record.Contains("UserLoginFailed", StringComparison.Ordinal)));
        var rule = text.FindIndex(record => record.Contains(SampleStory.ForwardsTo, StringComparison.Ordinal));
        Assert.Contains("New-InboxRule", text[rule], StringComparison.Ordinal);
        Assert.InRange(rule, 18_000, 19_999);
        Assert.True(text.FindIndex(record => record.Contains(SampleStory.Address, StringComparison.Ordinal)) < rule);
    }

    [Fact]
    public void Small_and_impossible_orders_are_handled()
    {
        Assert.Empty(Make(Options(count: 0)));
        Assert.Equal(SampleStory.RecordCount, Records(Options(count: SampleStory.RecordCount, story: true)).Count());
        Assert.Throws<ArgumentException>(() => new SampleGenerator(Options(count: 3, story: true)));
        Assert.Throws<ArgumentException>(() => new SampleGenerator(new SampleOptions { From = To, To = From }));
        Assert.Throws<ArgumentException>(() => new SampleGenerator(new SampleOptions { From = From, To = To, Sources = SampleSources.None }));
        Assert.Equal(100, Records(new SampleOptions { Count = 100, From = From, To = From.AddMilliseconds(5) }).Count());
    }

    [Fact]
    public void Writing_stops_when_cancelled_and_reports_progress()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Canceller(cancellation);

        Assert.Throws<OperationCanceledException>(() => new SampleGenerator(Options(count: 1_000_000)).WriteTo(Stream.Null, progress, cancellation.Token));
        Assert.InRange(progress.Last, 1, 2000);
    }

    [Fact]
    public void Only_reserved_names_and_addresses_occur()
    {
        foreach (var record in Records(Options(count: 5000, story: true)))
        {
            var text = Encoding.UTF8.GetString(record.Span);
            foreach (System.Text.RegularExpressions.Match host in System.Text.RegularExpressions.Regex.Matches(text, "(?<=@|https://)[A-Za-z0-9.-]+\\.[a-z]{2,}"))
            {
                Assert.Matches("(example\\.(com|org)|thread\\.tacv)$", host.Value);
            }

            foreach (System.Text.RegularExpressions.Match address in System.Text.RegularExpressions.Regex.Matches(text, "(?<=(IP|Address|ip|Ip)\":\\[?\"(::ffff:)?)[0-9]{1,3}(\\.[0-9]{1,3}){3}(?=[\":])"))
            {
                Assert.Matches("^(10\\.|192\\.0\\.2\\.|198\\.51\\.100\\.|203\\.0\\.113\\.)", address.Value);
            }
        }
    }

    private static SampleOptions Options(ulong seed = 1, long count = 1000, bool story = false) => new() { Seed = seed, Count = count, From = From, To = To, IncludeStory = story };

    private static byte[] Make(SampleOptions options)
    {
        using var stream = new MemoryStream();
        new SampleGenerator(options).WriteTo(stream, null, CancellationToken.None);
        return stream.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Records(SampleOptions options) => new SampleGenerator(options).Batches().SelectMany(batch => batch.Records);

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value)
        {
            Last = value;
            cancellation.Cancel();
        }
    }
}
