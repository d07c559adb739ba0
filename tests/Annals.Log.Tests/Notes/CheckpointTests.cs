using System.Text;

namespace Annals.Log.Tests;

public sealed class CheckpointTests
{
    public static TheoryData<int> Bodies => [.. Enumerable.Range(0, VectorFile.All.Get("checkpointBodies").GetArrayLength())];

    [Theory, MemberData(nameof(Bodies))]
    public void Reference_body(int index)
    {
        var body = VectorFile.All.Get("checkpointBodies")[index];

        var good = Checkpoint.TryParse(body.Utf8("text"), out var checkpoint, out var reason);

        Assert.Equal(body.Get("valid").GetBoolean(), good);
        Assert.Equal(good, reason is null);
        if (good)
        {
            Assert.Equal(body.Utf8("text"), checkpoint!.ToBytes());
            var extensions = body.TryGetProperty("extensions", out var list) ? list.EnumerateArray().Select(x => x.GetString()!) : [];
            Assert.Equal(extensions, checkpoint.Extensions);
            Assert.Equal(checkpoint, Checkpoint.Parse(checkpoint.ToBytes()));
        }
        else
        {
            Assert.Throws<LogFormatException>(() => Checkpoint.Parse(body.Utf8("text")));
        }
    }

    [Fact]
    public void Opening_names_the_check_that_failed()
    {
        using var signer = NoteSigner.Create("example.com/log", new byte[32]);
        using var stranger = NoteSigner.Create("example.com/other", new byte[32]);
        using var newKey = NoteSigner.Create("example.com/log", Enumerable.Repeat((byte)1, 32).ToArray());
        var checkpoint = new Checkpoint("example.com/log", 5, MerkleHash.EmptyRoot);
        var good = checkpoint.Sign(signer);
        var altered = Encoding.UTF8.GetBytes(good.ToString().Replace("\n5\n", "\n6\n", StringComparison.Ordinal));

        Assert.Equal(checkpoint, Assert.IsType<CheckpointOpening.Good>(Checkpoint.Open(good, signer.Verifier)).Checkpoint);
        Assert.Equal(CheckpointFault.Note, Fault("x"u8, signer));
        Assert.Equal(CheckpointFault.Body, Fault(SignedNote.Sign("x\n"u8, signer).Bytes.Span, signer));
        Assert.Equal(CheckpointFault.Origin, Fault(good.Bytes.Span, stranger));
        Assert.Equal(CheckpointFault.Signature, Fault(altered, signer));
        Assert.Equal(CheckpointFault.Signature, Fault(good.Bytes.Span, newKey));
        Assert.IsType<CheckpointOpening.Good>(Checkpoint.Open(checkpoint.Sign(signer, newKey), newKey.Verifier));
    }

    [Fact]
    public void Checkpoints_that_could_not_be_read_back_are_not_made()
    {
        Assert.Throws<ArgumentException>(() => new Checkpoint("", 0, default));
        Assert.Throws<ArgumentException>(() => new Checkpoint("a\nb", 0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("a", -1, default));
    }

    private static CheckpointFault Fault(ReadOnlySpan<byte> note, NoteSigner log) =>
        Assert.IsType<CheckpointOpening.Refused>(Checkpoint.Open(note, log.Verifier)).Fault;
}
