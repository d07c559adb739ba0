using System.Buffers;
using System.Text;

namespace Annals.Log.Tests;

/// <summary>A small log of records in memory, with a fixed key, that can make proofs and write itself out as static files.</summary>
internal sealed class SampleLog : IDisposable
{
    private readonly TestTree tree = new();
    private readonly List<byte[]> entries = [];
    private readonly List<PayloadSalt> salts = [];

    public SampleLog(int size)
    {
        for (var i = 0; i < size; i++)
        {
            var record = Record(i);
            var salt = new PayloadSalt(0x0102030405060708, (ulong)i);
            var entry = new Entry
            {
                RecordedMicros = 1_767_225_600_000_000 + i,
                EventTimeMicros = 1_767_225_599_000_000,
                SourceId = new Digest16(1, 2),
                RecordId = new Digest16(3, (ulong)i),
                PayloadLength = (uint)record.Length,
                Commitment = PayloadSeal.Commit(salt, record),
                Intake = 0,
            };
            var bytes = new byte[entry.EncodedLength];
            entry.Encode(bytes);
            entries.Add(bytes);
            salts.Add(salt);
            tree.Append(MerkleHash.Leaf(bytes));
        }

        Checkpoint = new Checkpoint(Signer.Name, size, tree.Root).Sign(Signer);
    }

    public NoteSigner Signer { get; } = NoteSigner.Create("example.com/log/sample", new byte[32]);

    public SignedNote Checkpoint { get; }

    public static byte[] Record(int position) => Encoding.UTF8.GetBytes($$"""{"Id":"{{position}}","UserId":"anna@example.com"}""");

    public byte[] Proof(int position) => RecordProof.Write(tree, position, entries[position], salts[position], Checkpoint);

    /// <summary>Writes what a static mirror serves.</summary>
    public void Publish(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "checkpoint"), Checkpoint.Bytes.ToArray());
        foreach (var path in TileSet.Of(tree.Size))
        {
            var file = Path.Combine(folder, path.ToString());
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, path.IsEntries ? Bundle(path) : HashTile.Create(tree, path));
        }
    }

    public void Dispose() => Signer.Dispose();

    private byte[] Bundle(TilePath path)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < path.Width; i++)
        {
            EntryBundle.Append(output, entries[(int)((path.Index * TilePath.FullWidth) + i)]);
        }

        return output.WrittenSpan.ToArray();
    }
}
