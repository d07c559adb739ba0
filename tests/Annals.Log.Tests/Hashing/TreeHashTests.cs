using CsCheck;

namespace Annals.Log.Tests;

public sealed class TreeHashTests
{
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[TreeHash.Length];

    [Fact]
    public void Reading_undoes_writing_and_each_text_form()
    {
        Bytes.Sample(
            bytes =>
            {
                var hash = TreeHash.Read(bytes);
                var written = new byte[TreeHash.Length];
                hash.Write(written);
                return written.AsSpan().SequenceEqual(bytes)
                    && hash.ToString() == Convert.ToHexStringLower(bytes)
                    && hash.ToBase64() == Convert.ToBase64String(bytes)
                    && TreeHash.ParseHex(hash.ToString()) == hash
                    && TreeHash.TryParseBase64(hash.ToBase64(), out var again) && again == hash;
            },
            seed: CsCheckSeed.Value);
    }

    [Fact]
    public void Any_changed_byte_makes_another_hash()
    {
        var bytes = new byte[TreeHash.Length];
        var hash = TreeHash.Read(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.NotEqual(hash, TreeHash.Read(bytes));
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU9")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData(" 7DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void Base64_that_is_not_canonical_or_not_32_bytes_is_refused(string text)
    {
        Assert.False(TreeHash.TryParseBase64(text, out _));
    }

    [Fact]
    public void Too_few_bytes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeHash.Read(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(TreeHash).Write(new byte[31]));
        Assert.Throws<FormatException>(() => TreeHash.ParseHex("00"));
    }
}
