using System.Text;

namespace Annals.Log.Tests;

public sealed class RecordProofTests : IDisposable
{
    private readonly SampleLog log = new(300);

    public void Dispose() => log.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(123)]
    [InlineData(299)]
    public void A_proof_shows_position_size_and_recorded_time(int position)
    {
        var verdict = RecordProof.Check(log.Proof(position), SampleLog.Record(position), log.Signer.Verifier);

        var good = Assert.IsType<RecordProofVerdict.Good>(verdict);
        Assert.Equal(position, good.Position);
        Assert.Equal(300, good.Checkpoint.Size);
        Assert.Equal(1_767_225_600_000_000 + position, good.Entry.RecordedMicros);
        Assert.Equal(log.Checkpoint.ToString(), good.Note.ToString());
    }

    [Fact]
    public void Any_flipped_bit_of_proof_or_record_is_noticed()
    {
        var (proof, record) = (log.Proof(123), SampleLog.Record(123));
        foreach (var bytes in new[] { proof, record })
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check(proof, record, log.Signer.Verifier));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.IsType<RecordProofVerdict.Good>(RecordProof.Check(proof, record, log.Signer.Verifier));
    }

    [Fact]
    public void Any_missing_or_added_byte_is_noticed()
    {
        var (proof, record) = (log.Proof(123), SampleLog.Record(123));
        for (var i = 0; i < proof.Length; i++)
        {
            Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check([.. proof[..i], .. proof[(i + 1)..]], record, log.Signer.Verifier));
            Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check(proof.AsSpan(0, i), record, log.Signer.Verifier));
            Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check([.. proof[..i], (byte)'A', .. proof[i..]], record, log.Signer.Verifier));
        }
    }

    [Theory, MemberData(nameof(ProofTampering.All), MemberType = typeof(ProofTampering))]
    public void The_step_that_failed_is_named(string name)
    {
        var (proof, record, step) = ProofTampering.Make(log, name);

        var verdict = RecordProof.Check(proof, record, log.Signer.Verifier);

        if (step == "")
        {
            Assert.IsType<RecordProofVerdict.Good>(verdict);
            return;
        }

        var failed = Assert.IsType<RecordProofVerdict.Failed>(verdict);
        Assert.Equal(step, failed.StepName);
        Assert.EndsWith(".", failed.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_log_or_another_key_of_this_one_proves_nothing()
    {
        using var other = NoteSigner.Create("example.com/other", new byte[32]);
        using var newKey = NoteSigner.Create(log.Signer.Name, Enumerable.Repeat((byte)9, 32).ToArray());

        Assert.Equal("origin", Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check(log.Proof(1), SampleLog.Record(1), other.Verifier)).StepName);
        Assert.Equal("signature", Assert.IsType<RecordProofVerdict.Failed>(RecordProof.Check(log.Proof(1), SampleLog.Record(1), newKey.Verifier)).StepName);
    }

    [Fact]
    public void A_proof_is_not_made_of_what_is_not_an_entry_or_not_covered()
    {
        var tree = TestTree.Sequence(3);
        var note = new Checkpoint(log.Signer.Name, 2, CompactRange.Load(2, tree).Root()).Sign(log.Signer);
        var entry = new byte[Entry.FixedLength];
        default(Entry).Encode(entry);

        Assert.Throws<LogFormatException>(() => RecordProof.Write(tree, 0, "entry-0"u8, default, note));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecordProof.Write(tree, 2, entry, default, note));
        Assert.Throws<LogFormatException>(() => RecordProof.Write(tree, 0, entry, default, SignedNote.Sign(Encoding.UTF8.GetBytes("x\n"), log.Signer)));
    }
}
