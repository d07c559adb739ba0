using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>A full bundle read back: its 256 entries and the places of their payloads. Immutable apart from the leaf hashes, which are made once.</summary>
internal sealed class Bundle
{
    private const int LooseStride = Digest16.Length + TreeHash.Length;
    private const int PlainFixed = Annals.Log.Entry.FixedLength - LooseStride;

    private readonly byte[] entries;
    private readonly int[] ends = new int[LogLimits.BundleSize];
    private TreeHash[]? leaves;

    private Bundle(in BundleHeader header, FrameSlot[] slots)
    {
        First = header.First;
        Root = header.Root;
        Generation = header.Generation;
        Slots = slots;
        entries = GC.AllocateUninitializedArray<byte>(header.PlainLength + BundleHeader.LooseLength);
    }

    public long First { get; }

    /// <summary>The root that the bundle's header names.</summary>
    public TreeHash Root { get; }

    public uint Generation { get; }

    public FrameSlot[] Slots { get; }

    /// <summary>All entries one after the other.</summary>
    public ReadOnlySpan<byte> Entry(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return entries.AsSpan(start, ends[index] - start);
    }

    public ReadOnlySpan<TreeHash> Leaves()
    {
        if (leaves is null)
        {
            var made = new TreeHash[LogLimits.BundleSize];
            for (var i = 0; i < made.Length; i++)
            {
                made[i] = MerkleHash.Leaf(Entry(i));
            }

            leaves = made;
        }

        return leaves;
    }

    /// <summary>Decodes a stored bundle.</summary>
    /// <param name="stored">Exactly the bytes of the bundle.</param>
    /// <param name="checkCrc">False only to find out which entries of a damaged bundle are altered.</param>
    /// <param name="reason">What does not fit, when null is returned.</param>
    public static Bundle? Decode(ReadOnlySpan<byte> stored, bool checkCrc, out string reason)
    {
        if (!BundleHeader.TryRead(stored, out var header))
        {
            reason = "the header of a bundle does not fit its checksum";
            return null;
        }

        var body = stored[BundleHeader.Length..];
        if (body.Length != header.BodyLength)
        {
            reason = $"a bundle announces {header.BodyLength} bytes and has {body.Length}";
            return null;
        }

        if (checkCrc && Crc32C.Compute(body) != header.BodyCrc)
        {
            reason = "the checksum of a bundle does not fit";
            return null;
        }

        if (FrameSlot.ReadBundle(body[..header.TableLength]) is not { } slots)
        {
            reason = "the frame table of a bundle does not cover its records";
            return null;
        }

        var bundle = new Bundle(header, slots);
        reason = bundle.Join(body, header) ? string.Empty : "the entries of a bundle cannot be read";
        return reason.Length == 0 ? bundle : null;
    }

    /// <summary>Puts the entries together again.</summary>
    private bool Join(ReadOnlySpan<byte> body, in BundleHeader header)
    {
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(header.PlainLength);
        try
        {
            var plain = rented.AsSpan(0, header.PlainLength);
            return Zstd.TryDecompress(body[header.PackedStart..], plain)
                && Join(plain, body.Slice(header.TableLength, BundleHeader.LooseLength));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool Join(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> loose)
    {
        var target = entries.AsSpan();
        var end = 0;
        for (var i = 0; i < LogLimits.BundleSize; i++)
        {
            if (plain.Length < PlainFixed)
            {
                return false;
            }

            var extensionLength = BinaryPrimitives.ReadUInt16BigEndian(plain[(PlainFixed - 2)..]);
            if (plain.Length < PlainFixed + extensionLength)
            {
                return false;
            }

            plain[..EntryBytes.RecordIdStart].CopyTo(target);
            loose[..Digest16.Length].CopyTo(target[EntryBytes.RecordIdStart..]);
            plain.Slice(EntryBytes.RecordIdStart, sizeof(uint)).CopyTo(target[EntryBytes.PayloadLengthStart..]);
            loose[Digest16.Length..LooseStride].CopyTo(target[EntryBytes.CommitmentStart..]);
            plain.Slice(PlainFixed - 2, 2 + extensionLength).CopyTo(target[EntryBytes.ExtensionLengthStart..]);
            var length = Annals.Log.Entry.FixedLength + extensionLength;
            end += length;
            ends[i] = end;
            target = target[length..];
            plain = plain[(PlainFixed + extensionLength)..];
            loose = loose[LooseStride..];
        }

        return plain.IsEmpty;
    }
}
