using Annals.Log;
using Annals.Testing;

namespace Annals.Cli.Tests;

/// <summary>A record in a small log in memory, with the files that a proof of it consists of.</summary>
internal sealed class ProvenRecordFiles : INodeReader
{
    private const int Position = 3;
    private readonly List<byte[]> _entries = [];

    public ProvenRecordFiles(TestFolder folder)
    {
        for (var i = 0; i < 6; i++)
        {
            var record = System.Text.Encoding.UTF8.GetBytes($$"""{"Id":"{{i}}","Operation":"FileDeleted","UserId":"user{{i}}@example.com"}""");
            var seal = PayloadSeal.Create(record);
            var entry = new Entry { RecordedMicros = 1_770_000_000_000_000 + i, EventTimeMicros = 1_769_000_000_000_000, PayloadLength = (uint)record.Length, Commitment = seal.Commitment };
            var bytes = new byte[entry.EncodedLength];
            entry.Encode(bytes);
            _entries.Add(bytes);
            if (i == Position)
            {
                (Record, Salt) = (record, seal.Salt);
            }
        }

        using var signer = NoteSigner.Create("log.example.com/acme", new byte[32]);
        Key = signer.Verifier.ToString();
        var checkpoint = new Checkpoint("log.example.com/acme", _entries.Count, RootOf(0, _entries.Count)).Sign(signer);
        Proof = RecordProof.Write(this, Position, _entries[Position], Salt, checkpoint);
        ProofPath = folder.File("evidence.tlog-proof");
        RecordPath = ProofPath + ".json";
        File.WriteAllBytes(ProofPath, Proof);
        File.WriteAllBytes(RecordPath, Record);
    }

    public string Key { get; }

    public byte[] Proof { get; }

    public byte[] Record { get; } = [];

    public string ProofPath { get; }

    public string RecordPath { get; }

    private PayloadSalt Salt { get; }

    public TreeHash Node(int level, long index) => RootOf((int)index << level, 1 << level);

    private TreeHash RootOf(int first, int count)
    {
        if (count == 1)
        {
            return MerkleHash.Leaf(_entries[first]);
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return MerkleHash.Node(RootOf(first, left), RootOf(first + left, count - left));
    }
}
