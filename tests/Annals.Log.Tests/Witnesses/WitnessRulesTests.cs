using System.Text;
using System.Text.Json;

namespace Annals.Log.Tests;

public sealed class WitnessRulesTests : IDisposable
{
    private static readonly JsonElement Vectors = VectorFile.All.Get("addCheckpoint");
    private static readonly NoteVerifier LogKey = NoteVerifier.Parse(Vectors.Text("log"));

    private readonly NoteSigner log = NoteSigner.ParseGoKey(VectorFile.All.Get("note").Text("skey"));
    private readonly TestTree tree = TestTree.Sequence(50);
    private readonly CosignatureSigner witness = CosignatureSigner.Create(
        VectorFile.All.Get("cosignature").Text("name"), Convert.FromHexString(VectorFile.All.Get("cosignature").Text("seed")));

    public void Dispose()
    {
        log.Dispose();
        witness.Dispose();
    }

    [Fact]
    public void Reference_requests_get_the_reference_answers()
    {
        Assert.Equal(Vectors.Text("witness"), witness.Verifier.ToString());
        var state = new WitnessedLog(LogKey, 0, default);
        foreach (var expected in Vectors.Get("requests").EnumerateArray())
        {
            Assert.True(AddCheckpointRequest.TryParse(expected.Utf8("request"), out var request, out _));
            Assert.Equal(expected.Number("old"), request.OldSize);
            Assert.Equal(expected.Text("request"), Encoding.UTF8.GetString(request.ToBytes()));

            var answer = WitnessRules.Answer(expected.Utf8("request"), origin => origin == LogKey.Name ? state : null, witness, VectorFile.All.Get("cosignature").Number("time"));

            var cosigned = Assert.IsType<WitnessAnswer.Cosigned>(answer);
            Assert.Equal(expected.Text("response200"), cosigned.Signature + "\n");
            Assert.Equal(expected.Number("size"), cosigned.State.Size);
            var opened = Assert.IsType<NoteOpening.Verified>(request.ReadAnswer(expected.Utf8("response200"), witness.Verifier));
            Assert.IsType<CheckpointOpening.Good>(Checkpoint.Open(opened.Note, LogKey));
            Assert.Equal(2, opened.Note.Signatures.Count);
            state = cosigned.State;
        }
    }

    [Fact]
    public void Each_objection_has_its_status()
    {
        var known = State(10);
        var forged = new Checkpoint(log.Name, 50, MerkleHash.EmptyRoot).Sign(log);
        using var stranger = NoteSigner.Create(log.Name, new byte[32]);

        Assert.Equal(400, Status("rubbish\n"u8.ToArray(), known));
        Assert.Equal(400, Status(new AddCheckpointRequest(10, [], SignedNote.Sign("no checkpoint\n"u8, log)).ToBytes(), known));
        Assert.Equal(404, Status(new AddCheckpointRequest(10, [], new Checkpoint("example.org", 50, tree.Root).Sign(log)).ToBytes(), known));
        Assert.Equal(403, Status(new AddCheckpointRequest(10, Proof(10, 50), Signed(50, stranger)).ToBytes(), known));
        Assert.Equal(400, Status(new AddCheckpointRequest(10, [], Signed(9, log)).ToBytes(), known));
        Assert.Equal(422, Status(new AddCheckpointRequest(10, Proof(10, 50), forged).ToBytes(), known));
        Assert.Equal(422, Status(new AddCheckpointRequest(10, Proof(9, 50), Signed(50, log)).ToBytes(), known));
        Assert.Equal(422, Status(new AddCheckpointRequest(0, Proof(1, 50), Signed(50, log)).ToBytes(), State(0)));
        Assert.Equal(422, Status(new AddCheckpointRequest(0, [], new Checkpoint(log.Name, 0, default).Sign(log)).ToBytes(), State(0)));
        Assert.Equal(422, Status(new AddCheckpointRequest(50, [], forged).ToBytes(), State(50)));
        Assert.Equal(10, Assert.IsType<WitnessAnswer.OtherSize>(Answer(new AddCheckpointRequest(0, [], Signed(50, log)).ToBytes(), known)).KnownSize);
        Assert.IsType<WitnessAnswer.Cosigned>(Answer(new AddCheckpointRequest(10, Proof(10, 50), Signed(50, log)).ToBytes(), known));
        Assert.IsType<WitnessAnswer.Cosigned>(Answer(new AddCheckpointRequest(0, [], new Checkpoint(log.Name, 0, MerkleHash.EmptyRoot).Sign(log)).ToBytes(), State(0)));
    }

    [Theory]
    [InlineData("old 01\n\n")]
    [InlineData("old -1\n\n")]
    [InlineData("old 1")]
    [InlineData("old 1\nAAAA\n\n")]
    [InlineData("new 1\n\n")]
    [InlineData("old 1\n\n")]
    public void Malformed_requests_are_refused_with_a_reason(string body)
    {
        Assert.False(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(body), out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void A_request_of_more_than_63_hashes_is_refused()
    {
        var lines = string.Concat(Enumerable.Repeat(MerkleHash.EmptyRoot.ToBase64() + "\n", 64));
        var note = Signed(50, log).ToString();

        Assert.False(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes("old 10\n" + lines + "\n" + note), out _, out _));
        Assert.True(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes("old 10\n" + lines[45..] + "\n" + note), out _, out _));
    }

    [Fact]
    public void An_answer_counts_only_with_a_good_line_of_a_known_witness()
    {
        var request = new AddCheckpointRequest(0, [], Signed(50, log));
        var good = witness.Sign(request.Checkpoint.Text.Span, 1);
        var wrong = witness.Sign("x\n"u8, 1);
        using var unknown = CosignatureSigner.Create("witness.example/w2", new byte[32]);
        var other = unknown.Sign(request.Checkpoint.Text.Span, 1);

        var opened = Assert.IsType<NoteOpening.Verified>(request.ReadAnswer(Encoding.UTF8.GetBytes($"{other}\n{good}\n"), witness.Verifier));
        Assert.Equal([.. request.Checkpoint.Signatures, good], opened.Note.Signatures);
        Assert.IsType<NoteOpening.InvalidSignature>(request.ReadAnswer(Encoding.UTF8.GetBytes($"{wrong}\n"), witness.Verifier));
        Assert.IsType<NoteOpening.Unverified>(request.ReadAnswer(Encoding.UTF8.GetBytes($"{other}\n"), witness.Verifier));
        Assert.IsType<NoteOpening.Unverified>(request.ReadAnswer([], witness.Verifier));
        Assert.IsType<NoteOpening.Malformed>(request.ReadAnswer("<html>\n"u8, witness.Verifier));
        Assert.IsType<NoteOpening.Malformed>(request.ReadAnswer([0xff], witness.Verifier));
    }

    private WitnessedLog State(long size) => new(log.Verifier, size, CompactRange.Load(size, tree).Root());

    private SignedNote Signed(long size, NoteSigner signer) => new Checkpoint(log.Name, size, CompactRange.Load(size, tree).Root()).Sign(signer);

    private TreeHash[] Proof(long oldSize, long newSize) => ConsistencyProof.Create(tree, oldSize, newSize);

    private WitnessAnswer Answer(byte[] body, WitnessedLog state) => WitnessRules.Answer(body, origin => origin == log.Name ? state : null, witness, 1);

    private int Status(byte[] body, WitnessedLog state) => Assert.IsType<WitnessAnswer.Refused>(Answer(body, state)).Status;
}
