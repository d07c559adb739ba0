using System.Security.Cryptography;
using Annals.Testing;

namespace Annals.Log.Tests;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Published_answers(string text, string expected)
    {
        Assert.Equal(expected, Sha256.Hash(System.Text.Encoding.ASCII.GetBytes(text)).ToString());
    }

    [Fact]
    public void Every_length_and_split_agrees_with_the_runtime()
    {
        var random = Seed.Random(nameof(Every_length_and_split_agrees_with_the_runtime));
        var data = new byte[2100];
        random.NextBytes(data);
        for (var length = 0; length <= data.Length; length += length < 300 ? 1 : 37)
        {
            var message = data.AsSpan(0, length);
            var expected = TreeHash.Read(SHA256.HashData(message));
            var a = random.Next(length + 1);
            var b = random.Next(a, length + 1);
            var c = random.Next(b, length + 1);

            Assert.Equal(expected, Sha256.Hash(message));
            Assert.Equal(expected, Sha256.Hash(message[..a], message[a..]));
            Assert.Equal(expected, Sha256.Hash(message[..a], message[a..b], message[b..]));
            Assert.Equal(expected, Sha256.Hash(message[..a], message[a..b], message[b..c], message[c..]));
            Assert.Equal(expected, Sha256.HashManaged(message));
            Assert.Equal(expected, Sha256.HashManaged(message[..a], message[a..b], message[b..c], message[c..]));
            foreach (var native in new[] { true, false })
            {
                using var incremental = new IncrementalSha256(native && Sha256.IsNative);
                incremental.Append(data);
                incremental.Finish();
                incremental.Append(message[..b]);
                incremental.Append(message[b..]);
                Assert.Equal(expected, incremental.Finish());
            }
        }
    }

    [Fact]
    public void Many_threads_at_once_do_not_disturb_each_other()
    {
        Parallel.For(0, 2000, i =>
        {
            var data = new byte[i];
            data.AsSpan().Fill((byte)(i % 256));
            Assert.Equal(TreeHash.Read(SHA256.HashData(data)), Sha256.Hash(data));
            Assert.Equal(TreeHash.Read(SHA256.HashData(data)), Sha256.HashManaged(data.AsSpan(0, i / 2), data.AsSpan(i / 2), [], []));
        });
    }
}
