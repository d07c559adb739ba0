using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests;

public sealed class EntryTests
{
    private static readonly Gen<Digest16> Digests = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new Digest16(high, low));
    private static readonly Gen<long?> Positions = Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, long.MaxValue].Select(x => (long?)x));

    private static readonly Gen<Entry> Entries =
        from kind in Gen.Bool
        from flags in Gen.UShort
        from times in Gen.Select(Gen.Long, Gen.Long)
        from ids in Gen.Select(Digests, Digests)
        from length in Gen.UInt
        from commitment in Gen.Byte.Array[32]
        from intake in Positions
        from first in Positions
        from value in Gen.OneOf(Gen.Const((Digest16?)null), Digests.Select(x => (Digest16?)x))
        from other in Gen.Byte.Array[0, 30]
        from hasOther in Gen.Bool
        select new Entry
        {
            Kind = kind ? EntryKind.Record : EntryKind.System,
            Flags = (EntryFlags)flags,
            RecordedMicros = times.Item1,
            EventTimeMicros = times.Item2,
            SourceId = ids.Item1,
            RecordId = ids.Item2,
            PayloadLength = length,
            Commitment = TreeHash.Read(commitment),
            Intake = intake,
            First = first,
            Value = value,
            OtherExtensions = hasOther ? (byte[])[200, 0, (byte)other.Length, .. other, 255, 0, 0] : default,
        };

    [Fact]
    public void Decoding_gives_back_what_was_encoded()
    {
        Entries.Sample(
            entry =>
            {
                var bytes = new byte[entry.EncodedLength];
                return entry.Encode(bytes) == bytes.Length && Entry.Decode(bytes) == entry;
            },
            iter: Seed.Rounds(2000, 100_000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void Whatever_is_decoded_has_no_second_encoding()
    {
        Gen.Select(Entries, Gen.Int[0, 100_000], Gen.Byte).Sample(
            (entry, place, change) =>
            {
                var bytes = new byte[entry.EncodedLength];
                entry.Encode(bytes);
                bytes[place % bytes.Length] ^= change;
                try
                {
                    var decoded = Entry.Decode(bytes);
                    var again = new byte[decoded.EncodedLength];
                    decoded.Encode(again);
                    return again.AsSpan().SequenceEqual(bytes);
                }
                catch (LogFormatException)
                {
                    return true;
                }
            },
            iter: Seed.Rounds(5000, 200_000),
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void Layout_is_the_documented_one()
    {
        var entry = new Entry
        {
            Kind = EntryKind.System,
            Flags = EntryFlags.Variant | EntryFlags.HiddenVariant,
            RecordedMicros = 0x0102030405060708,
            EventTimeMicros = Entry.UnknownTime,
            SourceId = new Digest16(0x1112131415161718, 0x191a1b1c1d1e1f20),
            RecordId = new Digest16(0x2122232425262728, 0x292a2b2c2d2e2f30),
            PayloadLength = 0x31323334,
            Commitment = TreeHash.ParseHex("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"),
            Intake = 5,
            First = 6,
            Value = new Digest16(7, 8),
        };
        var bytes = new byte[Entry.KnownLengthMax];

        Assert.Equal(bytes.Length, entry.Encode(bytes));
        Assert.Equal(
            "0101" + "0006" + "0102030405060708" + "8000000000000000"
            + "1112131415161718191a1b1c1d1e1f20" + "2122232425262728292a2b2c2d2e2f30" + "31323334"
            + "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f" + "0029"
            + "0100080000000000000005" + "0200080000000000000006" + "03001000000000000000070000000000000008",
            Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData("01", "cut off")]
    [InlineData("01000800000000000000", "cut off")]
    [InlineData("0100090000000000000000ff", "has 8 bytes")]
    [InlineData("0100088000000000000000", "2^63")]
    [InlineData("03000100", "has 16 bytes")]
    [InlineData("000000", "out of order")]
    [InlineData("02000800000000000000010100080000000000000001", "out of order")]
    [InlineData("01000800000000000000010100080000000000000001", "out of order")]
    [InlineData("040000040000", "out of order")]
    [InlineData("0400000500", "cut off")]
    [InlineData("04000005ffff00", "cut off")]
    public void Extensions_that_break_a_rule_are_refused(string hex, string reason)
    {
        var extensions = Convert.FromHexString(hex);
        var bytes = new byte[Entry.FixedLength + extensions.Length];
        default(Entry).Encode(bytes);
        bytes[89] = (byte)extensions.Length;
        extensions.CopyTo(bytes, Entry.FixedLength);

        Assert.Contains(reason, Assert.Throws<LogFormatException>(() => Entry.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_version_kind_and_length_are_refused()
    {
        var bytes = new byte[Entry.FixedLength];
        default(Entry).Encode(bytes);

        Assert.Contains("89", Assert.Throws<LogFormatException>(() => Entry.Decode(bytes.AsSpan(1))).Message, StringComparison.Ordinal);
        Assert.Contains("65536", Assert.Throws<LogFormatException>(() => Entry.Decode(new byte[65_536])).Message, StringComparison.Ordinal);
        bytes[1] = 2;
        Assert.Contains("kind 2", Assert.Throws<LogFormatException>(() => Entry.Decode(bytes)).Message, StringComparison.Ordinal);
        bytes[0] = 2;
        Assert.Contains("version 2", Assert.Throws<LogFormatException>(() => Entry.Decode(bytes)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => default(Entry).Encode(new byte[Entry.FixedLength - 1]));
        Assert.Throws<ArgumentException>(() => new Entry { OtherExtensions = new byte[65_500] }.Encode(new byte[70_000]));
    }
}
