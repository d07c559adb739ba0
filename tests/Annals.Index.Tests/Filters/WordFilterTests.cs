using System.Text;
using Annals.Index.Filters;
using Annals.Index.Tests.Planning;
using Annals.Index.Words;
using Annals.Testing;
using CsCheck;

namespace Annals.Index.Tests.Filters;

public sealed class WordFilterTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Random random = Seed.Random(nameof(WordFilterTests));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(21)]
    [InlineData(258)]
    public void No_bundle_that_holds_a_word_or_pair_is_ruled_out(int bundles)
    {
        var store = Store(bundles * 256);
        using (var filters = new WordFilterFolder(folder.Path, "log.example.org"))
        {
            filters.CatchUp(store, store.Size, CancellationToken.None);
        }

        using var stored = new WordFilterFolder(folder.Path, "log.example.org");
        var passed = 0L;
        foreach (var bundle in Enumerable.Range(0, 30).Select(_ => random.Next(bundles)))
        {
            var position = (bundle * 256L) + random.Next(256);
            Assert.True(Holds(stored, bundle, store.Size, Phrase("of", "rogue", position)), $"bundle {bundle}");
            passed += stored.MayHold(Phrase("of", "rogue", position), store.Size)?.Count ?? bundles;
        }

        Assert.InRange(passed, 30, 30 + (30L * bundles / 5));
    }

    [Fact]
    public void A_filter_grows_over_restarts_and_equals_one_built_at_once()
    {
        var records = Store(40 * 256);
        foreach (var bundles in new[] { 2, 17, 18, 40 })
        {
            using var filters = new WordFilterFolder(folder.Path, "log.example.org");
            records.Size = bundles * 256;
            filters.CatchUp(records, records.Size, CancellationToken.None);
            Assert.Equal(bundles, filters.NextBundle(0));
        }

        using var other = new TestFolder();
        using var atOnce = new WordFilterFolder(other.Path, "log.example.org");
        atOnce.CatchUp(records, records.Size, CancellationToken.None);

        Assert.Equal(File.ReadAllBytes(atOnce.PathOf(0)), File.ReadAllBytes(Path.Combine(folder.Path, "0.find")));
    }

    [Fact]
    public void Whatever_byte_is_damaged_no_bundle_is_ruled_out_wrongly()
    {
        var store = Store(5 * 256);
        using (var filters = new WordFilterFolder(folder.Path, "log.example.org"))
        {
            filters.CatchUp(store, store.Size, CancellationToken.None);
        }

        var path = folder.File("0.find");
        var good = File.ReadAllBytes(path);
        for (var round = 0; round < Seed.Rounds(300, 3000); round++)
        {
            var bytes = (byte[])good.Clone();
            bytes[round < 200 ? round : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, round % 10 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            using var filters = new WordFilterFolder(folder.Path, "log.example.org");
            var position = random.Next(5 * 256);

            Assert.True(Holds(filters, position / 256, store.Size, Phrase("of", "rogue", position)));
        }
    }

    [Fact]
    public void A_filter_made_by_other_word_rules_is_not_used()
    {
        var store = Store(4 * 256);
        using (var filters = new WordFilterFolder(folder.Path, "log.example.org"))
        {
            filters.CatchUp(store, store.Size, CancellationToken.None);
        }

        var bytes = File.ReadAllBytes(folder.File("0.find"));
        bytes[24] ^= 1;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
        File.WriteAllBytes(folder.File("0.find"), bytes);
        using var changed = new WordFilterFolder(folder.Path, "log.example.org");

        Assert.Equal(0, changed.NextBundle(0));
        Assert.Null(changed.MayHold(Word("nowhere"), store.Size));
    }

    [Fact]
    public void A_filter_of_another_log_is_not_used_and_made_anew()
    {
        var store = Store(4 * 256);
        using var other = new TestFolder();
        foreach (var place in new[] { folder.Path, other.Path })
        {
            using var filters = new WordFilterFolder(place, place == folder.Path ? "log.example.org" : "other.example.org");
            filters.CatchUp(place == folder.Path ? store : new MemoryRecordStore([.. Enumerable.Range(0, 4 * 256).Select(i => new MemoryRecord("""{"a":"nothing"}"""u8.ToArray(), i))], 4 * 256), 4 * 256, CancellationToken.None);
        }

        File.Copy(other.File("0.find"), folder.File("0.find"), overwrite: true);
        using var swapped = new WordFilterFolder(folder.Path, "log.example.org");
        Assert.Equal(0, swapped.NextBundle(0));
        Assert.True(Holds(swapped, 1, store.Size, Phrase("of", "rogue", 300)));

        swapped.CatchUp(store, store.Size, CancellationToken.None);
        using var mended = new WordFilterFolder(folder.Path, "log.example.org");
        Assert.True(Holds(mended, 1, store.Size, Phrase("of", "rogue", 300)));
        Assert.False(Holds(mended, 1, store.Size, Word("nowhere")));
    }

    [Fact]
    public void The_format_is_the_documented_one()
    {
        var builder = new FrameFilterBuilder();
        using (var filters = new WordFilterFolder(folder.Path, "log.example.org"))
        {
            builder.Add("""{"a":"b c"}"""u8);
            filters.Add(0, builder.Take());
            builder.Add("""{"d":"e"}"""u8);
            filters.Add(1, builder.Take());
            filters.Flush();
        }

        var bytes = File.ReadAllBytes(folder.File("0.find"));
        bytes.AsSpan(24, 8).Clear();

        Assert.Equal("414E4E4C46494E44" + "0100" + "0500" + "40000000" + "0000000000000000" + "0000000000000000" + "0200" + "0100" + "00000000" + "46A919ABE4719137C9182A51E8E8851A" + "00000000", Convert.ToHexString(bytes.AsSpan(0, 60)));
        Assert.Equal(64 + 4 + 64 + 4, bytes.Length);
        Assert.Equal("01000000020000010100010300000000000000000101000200000002000001000000010200010000000000000000020301000200000100000000000300000000", Convert.ToHexString(bytes.AsSpan(68, 64)));
    }

    [Fact]
    public void Checksums_are_those_of_the_standard() => Assert.Equal(0xE3069283, Crc32C.Compute("123456789"u8));

    [Fact]
    public void Rows_turn_back_into_columns() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 4]).SelectMany((columns, rows) => Gen.Byte.Array[rows * 8].Array[columns]).Sample(
            columns =>
            {
                var rowBytes = FilterFile.RowBytesOf(columns.Length);
                var rows = columns[0].Length * 8;
                var matrix = new byte[rows * rowBytes];
                BitMatrix.ToRows(columns, 0, rows, rowBytes, matrix);
                var back = columns.Select(column => new byte[column.Length]).ToArray();
                BitMatrix.ToColumns(matrix, 0, rows, rowBytes, back);
                return columns.Zip(back).All(pair => pair.First.SequenceEqual(pair.Second));
            },
            iter: Seed.Rounds(200, 5000));

    private static bool Holds(WordFilterFolder filters, long bundle, long size, WordNeed need) => filters.MayHold(need, size)?.Contains(bundle) ?? true;

    private static WordNeed.Word Word(string text) => new(WordHash.Of(Encoding.UTF8.GetBytes(text)));

    /// <summary>"… left right number": three words and the pairs between them.</summary>
    private static WordNeed Phrase(string left, string right, long number)
    {
        var words = new[] { left, right, number.ToString(System.Globalization.CultureInfo.InvariantCulture) }.Select(Word).ToArray();
        return new WordNeed.All([.. words, new WordNeed.Pair(words[0].Hash, words[1].Hash), new WordNeed.Pair(words[1].Hash, words[2].Hash)]);
    }

    private static MemoryRecordStore Store(int count)
    {
        var records = new MemoryRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new MemoryRecord(TestRecords.Application(new Random(i), i), i);
        }

        return new MemoryRecordStore(records, count);
    }
}
