using System.Text;

namespace Annals.Log.Tests;

/// <summary>Ways to forge the proof of a record, each with the step at which a checker must stop. Used for our checker and for the script.</summary>
public static class ProofTampering
{
    private static readonly Dictionary<string, (string Step, Func<SampleLogParts, (byte[] Proof, byte[] Record)> Make)> Ways = new()
    {
        ["nothing changed"] = ("", x => (x.Proof, x.Record)),
        ["byte of the record changed"] = ("commitment", x => (x.Proof, Replace(x.Record, "anna", "hans"))),
        ["byte added to the record"] = ("record length", x => (x.Proof, [.. x.Record, 32])),
        ["empty record"] = ("record length", x => (x.Proof, [])),
        ["first line"] = ("proof file", x => (Replace(x.Proof, "@v1", "@v2"), x.Record)),
        ["no extra line"] = ("proof file", x => (WithExtra(x, null), x.Record)),
        ["extra line too short"] = ("proof file", x => (WithExtra(x, x.Extra[..^1]), x.Record)),
        ["base64 not canonical"] = ("proof file", x => (Replace(x.Proof, "=\n\nexample", "\n\nexample"), x.Record)),
        ["leading zero in the index"] = ("proof file", x => (Replace(x.Proof, "index 1", "index 01"), x.Record)),
        ["carriage return"] = ("proof file", x => (Replace(x.Proof, "index 123\n", "index 123\r\n"), x.Record)),
        ["hyphen for the dash"] = ("proof file", x => (Replace(x.Proof, "\u2014", "-"), x.Record)),
        ["size with a leading zero"] = ("proof file", x => (Replace(x.Proof, "\n300\n", "\n0300\n"), x.Record)),
        ["no signature line"] = ("proof file", x => (x.Proof[..x.Proof.AsSpan().LastIndexOf("\u2014"u8)], x.Record)),
        ["cut off"] = ("proof file", x => (x.Proof[..^1], x.Record)),
        ["version of the entry"] = ("entry", x => (WithExtraByte(x, 2, 2), x.Record)),
        ["kind of the entry"] = ("entry", x => (WithExtraByte(x, 3, 2), x.Record)),
        ["length of the extensions"] = ("entry", x => (WithExtraByte(x, 2 + 89, 5), x.Record)),
        ["recorded time in the entry"] = ("inclusion", x => (WithExtraByte(x, 2 + 11, 77), x.Record)),
        ["commitment in the entry"] = ("commitment", x => (WithExtraByte(x, 2 + 60, 77), x.Record)),
        ["payload length in the entry"] = ("record length", x => (WithExtraByte(x, 2 + 55, 77), x.Record)),
        ["salt"] = ("commitment", x => (WithExtraByte(x, x.Extra.Length - 1, 77), x.Record)),
        ["another index"] = ("inclusion", x => (Replace(x.Proof, "index 123", "index 122"), x.Record)),
        ["index beyond the size"] = ("inclusion", x => (Replace(x.Proof, "index 123", "index 300"), x.Record)),
        ["path too short"] = ("inclusion", x => (WithoutLine(x.Proof, 3), x.Record)),
        ["path too long"] = ("inclusion", x => (Replace(x.Proof, "\n\nexample", $"\n{MerkleHash.EmptyRoot.ToBase64()}\n\nexample"), x.Record)),
        ["forged record under the true commitment's entry"] = ("commitment", x => (x.Proof, x.OtherRecord)),
        ["record and entry of another position"] = ("inclusion", x => (WithExtra(x, x.OtherExtra), x.OtherRecord)),
        ["another root"] = ("inclusion", x => (Replace(x.Proof, x.Root, MerkleHash.EmptyRoot.ToBase64()), x.Record)),
        ["another size on the same path"] = ("signature", x => (Replace(x.Proof, "\n300\n", "\n301\n"), x.Record)),
        ["extension line added to the checkpoint"] = ("signature", x => (Replace(x.Proof, x.Root + "\n", x.Root + "\nmore\n"), x.Record)),
        ["origin"] = ("origin", x => (Replace(x.Proof, "\n\nexample.com/log/sample\n", "\n\nexample.com/log/sampla\n"), x.Record)),
        ["name of the key"] = ("signature", x => (Replace(x.Proof, "\u2014 example.com/log/sample", "\u2014 example.com/log/sampla"), x.Record)),
        ["signature of another key"] = ("signature", x => (x.Resigned, x.Record)),
        ["bytes of the signature"] = ("signature", x => (x.Missigned, x.Record)),
    };

    public static TheoryData<string> All => [.. Ways.Keys];

    internal static (byte[] Proof, byte[] Record, string Step) Make(SampleLog log, string name)
    {
        var (step, make) = Ways[name];
        var (proof, record) = make(new SampleLogParts(log));
        return (proof, record, step);
    }

    private static byte[] Replace(byte[] bytes, string part, string replacement)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, part);
        return Encoding.UTF8.GetBytes(text[..at] + replacement + text[(at + part.Length)..]);
    }

    private static byte[] WithoutLine(byte[] bytes, int line)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').ToList();
        lines.RemoveAt(line);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static byte[] WithExtraByte(SampleLogParts parts, int at, byte value)
    {
        var extra = parts.Extra.ToArray();
        extra[at] = value;
        return WithExtra(parts, extra);
    }

    private static byte[] WithExtra(SampleLogParts parts, byte[]? extra)
    {
        var proof = TlogProof.Parse(parts.Proof);
        return new TlogProof(proof.Index, proof.Path, proof.Checkpoint, extra is null ? null : (ReadOnlyMemory<byte>?)extra).ToBytes();
    }

    private sealed class SampleLogParts(SampleLog log)
    {
        public byte[] Proof { get; } = log.Proof(123);

        public byte[] Record { get; } = SampleLog.Record(123);

        public byte[] OtherRecord { get; } = SampleLog.Record(124);

        public byte[] Extra => TlogProof.Parse(Proof).Extra!.Value.ToArray();

        public byte[] OtherExtra => TlogProof.Parse(log.Proof(124)).Extra!.Value.ToArray();

        public string Root => Checkpoint.Parse(log.Checkpoint.Text.Span).Root.ToBase64();

        public byte[] Resigned
        {
            get
            {
                using var other = NoteSigner.Create(log.Signer.Name, Enumerable.Repeat((byte)9, 32).ToArray());
                return Replace(Proof, log.Checkpoint.Signatures[0].ToString(), other.Sign(log.Checkpoint.Text.Span).ToString());
            }
        }

        public byte[] Missigned => Replace(Proof, log.Checkpoint.Signatures[0].ToString(), log.Signer.Sign("another text\n"u8).ToString());
    }
}
