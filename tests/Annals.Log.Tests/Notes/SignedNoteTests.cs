using System.Text;
using System.Text.Json;
using Annals.Testing;
using CsCheck;

namespace Annals.Log.Tests;

public sealed class SignedNoteTests
{
    private static readonly JsonElement Vectors = VectorFile.All.Get("note");
    private static readonly NoteVerifier Known = NoteVerifier.Parse(Vectors.Text("vkey"));

    public static TheoryData<string> Cases => [.. Vectors.Get("cases").EnumerateArray().Select(x => x.Text("name"))];

    public static TheoryData<string> InvalidVkeys => [.. Vectors.Get("invalidVkeys").EnumerateArray().Select(x => x.GetString()!)];

    [Theory, MemberData(nameof(Cases))]
    public void Reference_case(string name)
    {
        var note = Vectors.Get("cases").EnumerateArray().Single(x => x.Text("name") == name);

        var opening = SignedNote.Open(note.Utf8("note"), Known);

        Assert.Equal(note.Text("result"), opening switch
        {
            NoteOpening.Verified => "ok",
            NoteOpening.InvalidSignature => "invalid signature",
            NoteOpening.Unverified => "unverified",
            _ => "malformed",
        });
        if (opening is NoteOpening.Verified { Note: var verified })
        {
            Assert.Equal(note.Text("note"), verified.ToString());
            Assert.Equal(note.Utf8("note"), verified.Bytes.ToArray());
        }
    }

    [Theory, MemberData(nameof(InvalidVkeys))]
    public void A_verifier_key_that_breaks_a_rule_is_refused(string vkey)
    {
        Assert.False(NoteVerifier.TryParse(vkey, out _, out var reason));
        Assert.NotEmpty(reason);
        Assert.Throws<LogFormatException>(() => NoteVerifier.Parse(vkey));
    }

    [Fact]
    public void Keys_are_written_as_the_reference_writes_them()
    {
        var seed = Convert.FromHexString(Vectors.Text("seed"));
        using var signer = NoteSigner.Create(Vectors.Text("name"), seed);
        using var fromGo = NoteSigner.ParseGoKey(Vectors.Text("skey"));
        using var other = NoteSigner.ParseGoKey(Vectors.Text("otherSkeySameName"));

        Assert.Equal(Vectors.Text("vkey"), signer.Verifier.ToString());
        Assert.Equal(Vectors.Text("keyId"), signer.Verifier.KeyId.ToString("x8"));
        Assert.Equal(Vectors.Text("publicKey"), Convert.ToHexStringLower(signer.Verifier.PublicKey.Span));
        Assert.Equal(Vectors.Text("skey"), signer.ToGoKey());
        Assert.Equal(signer.Verifier, fromGo.Verifier);
        Assert.Equal(Vectors.Text("otherVkeySameName"), other.Verifier.ToString());
        Assert.NotEqual(other.Verifier, signer.Verifier);
        Assert.Equal(Known, NoteVerifier.Create(Known.Name, Known.Type, Known.PublicKey.Span));
        Assert.Throws<LogFormatException>(() => NoteSigner.ParseGoKey(Vectors.Text("skey").Replace("97354f23", "97354f24", StringComparison.Ordinal)));
    }

    [Fact]
    public void Example_of_the_specification_verifies()
    {
        var example = Vectors.Get("specExample");

        Assert.IsType<NoteOpening.Verified>(SignedNote.Open(example.Utf8("note"), NoteVerifier.Parse(example.Text("vkey"))));
    }

    [Fact]
    public void Signing_gives_the_reference_checkpoints_byte_for_byte()
    {
        using var signer = NoteSigner.Create(Vectors.Text("name"), Convert.FromHexString(Vectors.Text("seed")));
        var vectors = VectorFile.All.Get("cosignature");
        using var witness = CosignatureSigner.Create(vectors.Text("name"), Convert.FromHexString(vectors.Text("seed")));
        foreach (var expected in Vectors.Get("checkpoints").EnumerateArray())
        {
            var checkpoint = new Checkpoint(signer.Name, expected.Number("size"), expected.Hash("root"));

            var note = checkpoint.Sign(signer);
            var cosigned = note.With(witness.Sign(note.Text.Span, vectors.Number("time")));

            Assert.Equal(expected.Text("signed"), note.ToString());
            Assert.Equal(expected.Text("cosigned"), cosigned.ToString());
            var opened = Assert.IsType<NoteOpening.Verified>(cosigned.Open(witness.Verifier, signer.Verifier));
            Assert.Equal(2, opened.Signatures.Count);
            Assert.Equal(cosigned.ToString(), cosigned.With(cosigned.Signatures[1]).ToString());
        }
    }

    [Fact]
    public void Cosignature_is_the_reference_one()
    {
        var vectors = VectorFile.All.Get("cosignature");
        using var witness = CosignatureSigner.Create(vectors.Text("name"), Convert.FromHexString(vectors.Text("seed")));
        var text = Vectors.Get("checkpoints").EnumerateArray().Select(x => SignedNote.Parse(x.Utf8("signed"))).Single(x => Checkpoint.Parse(x.Text.Span).Size == 1000).Text;

        var line = witness.Sign(text.Span, vectors.Number("time"));

        Assert.Equal(vectors.Text("vkey"), witness.Verifier.ToString());
        Assert.Equal(vectors.Text("keyId"), witness.Verifier.KeyId.ToString("x8"));
        Assert.Equal(vectors.Text("publicKey"), Convert.ToHexStringLower(witness.Verifier.PublicKey.Span));
        Assert.Equal(vectors.Text("signedMessage"), Encoding.UTF8.GetString(Cosignature.Message(vectors.Number("time"), text.Span)));
        Assert.Equal(vectors.Text("line"), line + "\n");
        Assert.Equal(vectors.Number("time"), Cosignature.Time(line));
        Assert.Equal(NoteVerifier.Parse(vectors.Text("vkey")), witness.Verifier);
        Assert.Null(Cosignature.Time(new NoteSignature("w", 1, new byte[64])));
    }

    [Fact]
    public void Any_flipped_bit_of_a_signed_note_is_noticed()
    {
        var good = Vectors.Get("checkpoints")[0].Utf8("signed");
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var changed = good.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.IsNotType<NoteOpening.Verified>(SignedNote.Open(changed, Known));
        }
    }

    [Fact]
    public void Text_and_signatures_part_at_the_last_empty_line()
    {
        using var signer = NoteSigner.Create("example.com/log", new byte[32]);
        var text = "one\n\ntwo\n\n"u8;

        var note = SignedNote.Sign(text, signer);

        Assert.Equal(text.ToArray(), SignedNote.Parse(note.Bytes.Span).Text.ToArray());
        Assert.IsType<NoteOpening.Verified>(note.Open(signer.Verifier));
    }

    [Fact]
    public void A_note_of_a_hundred_lines_is_read_and_one_of_more_is_not()
    {
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => new NoteSignature($"example.com/{i}", (uint)i, new byte[] { 1 }) + "\n"));

        Assert.Equal(100, SignedNote.Parse(Encoding.UTF8.GetBytes("text\n\n" + lines)).Signatures.Count);
        var refused = Assert.IsType<NoteOpening.Malformed>(SignedNote.Open(Encoding.UTF8.GetBytes("text\n\n" + lines + lines)));
        Assert.Contains("100", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_long_a_note_and_broken_utf8_are_refused_with_the_reason()
    {
        Assert.Contains("1048577", Assert.IsType<NoteOpening.Malformed>(SignedNote.Open(new byte[SignedNote.LengthMax + 1])).Reason, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.IsType<NoteOpening.Malformed>(SignedNote.Open([0xff, 10, 10])).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("te\rxt\n")]
    public void A_text_that_cannot_be_read_back_is_not_signed(string text)
    {
        using var signer = NoteSigner.Create("example.com/log", new byte[32]);

        Assert.Throws<ArgumentException>(() => SignedNote.Sign(Encoding.UTF8.GetBytes(text), signer));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text\n"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\nb")]
    [InlineData("a\ud800b")]
    public void Names_that_a_line_could_not_hold_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => NoteSigner.Create(name, new byte[32]));
        Assert.Throws<ArgumentException>(() => CosignatureSigner.Create(name, new byte[32]));
        Assert.Throws<ArgumentException>(() => NoteVerifier.Create(name, NoteKeyType.Ed25519, Known.PublicKey.Span));
    }

    [Fact]
    public void Keys_of_wrong_lengths_and_types_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NoteSigner.Create("a", new byte[31]));
        Assert.Throws<ArgumentException>(() => NoteVerifier.Create("a", NoteKeyType.Ed25519, new byte[31]));
        Assert.Throws<ArgumentException>(() => NoteVerifier.Create("a", (NoteKeyType)2, Known.PublicKey.Span));
    }

    [Fact]
    public void Every_signature_line_reads_back()
    {
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 20], Gen.UInt, Gen.Byte.Array[1, 200]).Sample(
            (name, id, data) =>
            {
                var signature = new NoteSignature(name, id, data);
                return NoteSignature.TryParse(signature.ToString(), out var again) && again == signature;
            },
            iter: Seed.Rounds(500, 10_000),
            seed: CsCheckSeed.Value);
    }
}
