using Annals.Records.Microsoft365;
using Annals.Testing;
using CsCheck;

namespace Annals.Archive.Tests.Content;

public sealed class ContentRunTests
{
    private const long Minute = 60_000_000;
    private const int Mebibyte = 1 << 20;

    [Fact]
    public void Time_closes_an_item_one_minute_after_its_first_record()
    {
        var closed = Cut((1, 5_000_001, 100), (2, 5_000_001 + Minute - 1, 100), (3, 5_000_001 + Minute, 100));

        var item = Assert.Single(closed);
        Assert.Equal([1, 2], item.Positions);
        Assert.Equal(65_001, item.Item.CreatedMillis);
        Assert.Equal(203, item.Item.Length);
    }

    [Fact]
    public void The_record_that_would_bring_a_blob_to_one_mebibyte_closes_the_item_before_it()
    {
        // 2 brackets, one comma: with the second record the blob would have exactly 1 MiB.
        var closed = Cut((7, 1_000, 1_000), (8, 2_000, Mebibyte - 1_003), (9, 3_000, 1));

        Assert.Equal([7], Assert.Single(closed).Positions);
        Assert.Equal(2, closed[0].Item.CreatedMillis);
    }

    [Fact]
    public void A_blob_may_have_one_byte_less_than_one_mebibyte()
    {
        var closed = Cut((7, 1_000, 1_000), (8, 2_000, Mebibyte - 1_004), (9, 3_000, 1));

        Assert.Equal([7, 8], Assert.Single(closed).Positions);
        Assert.Equal(Mebibyte - 1, closed[0].Item.Length);
    }

    [Fact]
    public void A_record_that_fills_a_blob_alone_is_an_item_of_its_own_and_closes_the_one_before()
    {
        var closed = Cut((1, 1_000, 10), (2, 2_000, 5 * Mebibyte), (3, 3_000, 10));

        Assert.Equal([[1], [2]], closed.Select(item => item.Positions));
        Assert.All(closed, item => Assert.Equal(2, item.Item.CreatedMillis));
    }

    [Fact]
    public void Items_hold_each_record_once_in_order_and_keep_their_bounds()
    {
        var record = Gen.Select(Gen.Int[1, 40], Gen.Long[0, 20_000_000], Gen.Frequency((8, Gen.Int[2, 60_000]), (2, Gen.Int[2, 600_000]), (1, Gen.Int[Mebibyte - 4, Mebibyte + 4])));
        record.List[1, 60].Sample(
            steps =>
            {
                var position = 0L;
                var time = 0L;
                var records = steps.ConvertAll(step => (Position: position += step.Item1, Recorded: time += step.Item2, Bytes: step.Item3));
                var closed = Cut([.. records, (long.MaxValue, time + (10 * Minute), 1)]);
                var byPosition = records.ToDictionary(given => given.Position);

                Assert.Equal(records.ConvertAll(given => given.Position), closed.SelectMany(item => item.Positions));
                foreach (var (item, positions) in closed)
                {
                    var last = byPosition[positions[^1]];
                    Assert.Equal(positions.Sum(at => (long)byPosition[at].Bytes) + positions.Count + 1, item.Length);
                    Assert.True(item.Length < Mebibyte || positions.Count == 1);
                    Assert.True(last.Recorded - item.RecordedMicros < Minute);
                    Assert.True(item.CreatedMillis * 1000 >= last.Recorded);
                    Assert.True(item.CreatedMillis * 1000 < item.RecordedMicros + Minute + 1000);
                }

                Assert.Equal(closed.Select(item => item.Item.CreatedMillis), closed.Select(item => item.Item.CreatedMillis).Order());
            },
            seed: null,
            iter: Seed.Rounds(200, 5_000));
    }

    [Fact]
    public void Lists_of_positions_come_back_as_they_were()
    {
        Gen.Long[0, 1L << 45].Array[1, 200].Sample(numbers =>
        {
            var positions = numbers.Distinct().Order().ToList();
            Assert.Equal(positions, ContentPositions.Decode(ContentPositions.Encode(positions)));
        });
        Assert.Equal([0, 1, long.MaxValue], ContentPositions.Decode(ContentPositions.Encode([0, 1, long.MaxValue])));
        Assert.Throws<InvalidDataException>(() => ContentPositions.Decode([0x80]));
        Assert.Throws<InvalidDataException>(() => ContentPositions.Decode([1, 0]));
        Assert.Throws<InvalidDataException>(() => ContentPositions.Decode([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]));
        Assert.Throws<InvalidDataException>(() => ContentPositions.Decode([1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]));
    }

    private static List<(ContentItem Item, List<long> Positions)> Cut(params (long Position, long Recorded, int Bytes)[] records)
    {
        var closed = new List<(ContentItem, List<long>)>();
        var run = new ContentRun(ContentType.General);
        foreach (var (position, recorded, bytes) in records)
        {
            run.Add(position, recorded, bytes, (item, positions) => closed.Add((item, [.. positions])));
        }

        return closed;
    }
}
