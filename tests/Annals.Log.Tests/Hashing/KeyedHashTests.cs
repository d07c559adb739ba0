using System.Security.Cryptography;
using Annals.Testing;

namespace Annals.Log.Tests;

public sealed class KeyedHashTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Agrees_with_the_runtimes_hmac_for_every_key_length_and_split(int keyLength)
    {
        var random = Seed.Random(nameof(KeyedHashTests) + keyLength);
        var key = new byte[keyLength];
        random.NextBytes(key);
        foreach (var hash in new[] { new KeyedHash(key), new KeyedHash(key, native: false) })
        {
            for (var length = 0; length < 300; length++)
            {
                var message = new byte[length];
                random.NextBytes(message);
                var expected = Digest16.Read(HMACSHA256.HashData(key, message));
                var a = random.Next(length + 1);
                var b = random.Next(a, length + 1);
                using var digest = hash.Begin();
                digest.Append(message.AsSpan(0, b));
                digest.Append(message.AsSpan(b));

                Assert.Equal(expected, hash.Compute(message));
                Assert.Equal(expected, hash.Compute(message.AsSpan(0, a), message.AsSpan(a)));
                Assert.Equal(expected, hash.Compute(message.AsSpan(0, a), message.AsSpan(a, b - a), message.AsSpan(b)));
                Assert.Equal(expected, digest.Finish());
                digest.Append(message);
                Assert.Equal(expected, digest.Finish());
            }
        }
    }

    [Fact]
    public void A_key_short_enough_to_be_guessed_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new KeyedHash("Jefe"u8));
    }

    [Fact]
    public void Rfc_4231_case_one()
    {
        var key = new byte[20];
        key.AsSpan().Fill(0x0b);

        Assert.Equal("b0344c61d8db38535ca8afceaf0bf12b", new KeyedHash(key).Compute("Hi There"u8).ToString());
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var hash = new KeyedHash(key);

        Parallel.For(0, 2000, i =>
        {
            var message = BitConverter.GetBytes(i);
            Assert.Equal(Digest16.Read(HMACSHA256.HashData(key, message)), hash.Compute(message));
        });
    }
}
