using System.Text;

namespace Annals.Log.Tests;

public sealed class TlogProofTests
{
    private static readonly NoteVerifier LogKey = NoteVerifier.Parse(VectorFile.All.Get("note").Text("vkey"));
    private static readonly NoteVerifier Witness = NoteVerifier.Parse(VectorFile.All.Get("cosignature").Text("vkey"));

    [Fact]
    public void Reference_files_verify_and_are_written_back_unchanged()
    {
        foreach (var expected in VectorFile.All.Get("tlogProof").EnumerateArray())
        {
            var proof = TlogProof.Parse(expected.Utf8("proof"));

            Assert.Equal(expected.Number("index"), proof.Index);
            Assert.Equal(expected.Utf8("proof"), proof.ToBytes());
            var good = Assert.IsType<TlogProofVerdict.Good>(proof.Verify(MerkleHash.Leaf(expected.Utf8("entry")), LogKey));
            Assert.Equal((expected.Number("index"), expected.Number("size")), (good.Position, good.Checkpoint.Size));
            Assert.Equal(2, Assert.IsType<NoteOpening.Verified>(proof.Checkpoint.Open(LogKey, Witness)).Signatures.Count);
            Assert.IsType<TlogProofVerdict.NotIncluded>(proof.Verify(MerkleHash.Leaf("entry"u8), LogKey));
        }
    }

    [Fact]
    public void Extra_bytes_come_back_and_none_is_not_the_same_as_empty()
    {
        var reference = TlogProof.Parse(VectorFile.All.Get("tlogProof")[0].Utf8("proof"));
        var with = new TlogProof(reference.Index, reference.Path, reference.Checkpoint, new byte[] { 1, 2, 3 });
        var empty = new TlogProof(reference.Index, reference.Path, reference.Checkpoint, Array.Empty<byte>());

        Assert.Null(reference.Extra);
        Assert.Equal([1, 2, 3], TlogProof.Parse(with.ToBytes()).Extra!.Value.ToArray());
        Assert.Equal(0, TlogProof.Parse(empty.ToBytes()).Extra!.Value.Length);
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra AQID\nindex 123\n", Encoding.UTF8.GetString(with.ToBytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@v1", "@v2", "first line")]
    [InlineData("@v1\n", "@v1\r\n", "first line")]
    [InlineData("index 123", "index 0123", "index")]
    [InlineData("index 123", "index +123", "index")]
    [InlineData("index 123", "index  123", "index")]
    [InlineData("index 123", "index 9223372036854775808", "index")]
    [InlineData("index 123\n", "extra A\nindex 123\n", "extra")]
    [InlineData("index 123\n", "extra AQID\nextra AQID\nindex 123\n", "index")]
    [InlineData("index 123\n", "", "index")]
    [InlineData("EzzQ67G/", " EzzQ67G/", "base64")]
    [InlineData("EzzQ67G/", "EzzQ67G", "base64")]
    [InlineData("=\n\nexample.com", "=\nexample.com", "base64")]
    [InlineData("\u2014", "-", "signed note")]
    public void Files_that_break_a_rule_are_refused(string part, string replacement, string reason)
    {
        var text = VectorFile.All.Get("tlogProof")[0].Text("proof");
        var at = text.IndexOf(part, StringComparison.Ordinal);
        var changed = text[..at] + replacement + text[(at + part.Length)..];

        Assert.False(TlogProof.TryParse(Encoding.UTF8.GetBytes(changed), out _, out var told));
        Assert.Contains(reason, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_long_a_file_is_refused_unread()
    {
        Assert.False(TlogProof.TryParse(new byte[TlogProof.LengthMax + 1], out _, out var reason));
        Assert.Contains("2097153", reason, StringComparison.Ordinal);
    }
}
