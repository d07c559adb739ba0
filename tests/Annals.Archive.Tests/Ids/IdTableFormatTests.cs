using Annals.Archive.Ids;
using Annals.Log;
using Annals.Testing;
using CsCheck;

namespace Annals.Archive.Tests.Ids;

/// <summary>The bytes in docs/formats/id-tables.md.</summary>
public sealed class IdTableFormatTests
{
    private static readonly IdTableSet Set = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"), new Guid("ffeeddcc-bbaa-9988-7766-554433221100"));
    private static readonly Digest16 Key = new(0x0123456789abcdef, 0xfedcba9876543210);
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs/formats/id-tables.md"));
    private static readonly int Day = IdDay.Of(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);

    [Fact]
    public void The_slot_of_the_document_is_the_slot_written()
    {
        var slot = IdSlot.Make(Key, 4660);

        Assert.Equal(0xfedcba0000001235UL, slot);
        Assert.Equal(4660, IdSlot.Position(slot));
        Assert.Contains($"`{IdSlot.Check(slot):x16}`", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_of_the_document_is_the_header_written()
    {
        var bytes = new byte[IdTableHeader.Length];
        new IdTableHeader(Set, Day, 8).Write(bytes);

        Assert.Contains(Hex(bytes), Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_the_document_is_the_state_written()
    {
        var state = new IdTableState(Set, 4661, Key, [new IdTableRow(Day, 1, IdSlot.Check(IdSlot.Make(Key, 4660)), 4661)]);

        Assert.Contains(Hex(state.ToBytes()), Document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_gives_back_its_position_and_tag() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Long[0, IdSlot.PositionMax]).Sample((high, low, position) =>
        {
            var slot = IdSlot.Make(new Digest16(high, low), position);
            return slot != 0 && IdSlot.Position(slot) == position && IdSlot.HasTagOf(slot, new Digest16(~high, low))
                && IdSlot.FromByPosition(IdSlot.ByPosition(slot)) == slot && (IdSlot.ByPosition(slot) >> 24) == (ulong)position + 1;
        });

    [Fact]
    public void A_state_gives_back_its_rows() =>
        Gen.Select(Gen.Int[0, IdDay.Unknown].HashSet[0, 50], Gen.Long[0, long.MaxValue], Gen.ULong).Sample((days, size, sum) =>
        {
            var state = new IdTableState(Set, size, Key, [.. days.Order().Select(day => new IdTableRow(day, size / 2, sum, size))]);
            Assert.Null(IdTableState.TryRead(state.ToBytes(), out var read));
            return read!.Set == state.Set && read.CoveredSize == size && read.Anchor == Key && read.Rows.SequenceEqual(state.Rows);
        });

    private static string Hex(byte[] bytes) => string.Join('\n', bytes.Chunk(32).Select(Convert.ToHexStringLower));
}
