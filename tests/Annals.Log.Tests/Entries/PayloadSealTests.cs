using System.Security.Cryptography;

namespace Annals.Log.Tests;

public sealed class PayloadSealTests
{
    [Fact]
    public void Commitment_is_the_hash_of_label_zero_salt_and_payload()
    {
        var salt = PayloadSalt.Read([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        byte[] joined = [.. "annals/payload/v1"u8, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, .. "{}"u8];

        Assert.Equal(TreeHash.Read(SHA256.HashData(joined)), PayloadSeal.Commit(salt, "{}"u8));
    }

    [Fact]
    public void A_seal_fits_its_payload_and_no_other()
    {
        var seal = PayloadSeal.Create("{\"Id\":\"1\"}"u8);

        Assert.True(seal.Fits("{\"Id\":\"1\"}"u8));
        Assert.False(seal.Fits("{\"Id\":\"2\"}"u8));
        Assert.False((seal with { Salt = PayloadSalt.Random() }).Fits("{\"Id\":\"1\"}"u8));
    }

    [Fact]
    public void Salts_of_many_threads_are_all_different_and_never_zero()
    {
        var salts = Enumerable.Range(0, 20_000).AsParallel().Select(_ => PayloadSalt.Random()).ToHashSet();

        Assert.Equal(20_000, salts.Count);
        Assert.DoesNotContain(default, salts);
    }
}
