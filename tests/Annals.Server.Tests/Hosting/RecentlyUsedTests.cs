using Annals.Server.Hosting;

namespace Annals.Server.Tests.Hosting;

public sealed class RecentlyUsedTests
{
    [Fact]
    public void The_key_unused_for_longest_makes_room()
    {
        var kept = new RecentlyUsed<string, int>(2);

        kept.Set("a", 1);
        kept.Set("b", 2);
        Assert.True(kept.TryGet("a", out _));
        kept.Set("c", 3);

        Assert.Equal([true, false, true], new[] { "a", "b", "c" }.Select(key => kept.TryGet(key, out _)));
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public void A_key_set_again_or_removed_takes_no_further_room()
    {
        var kept = new RecentlyUsed<string, int>(2);

        kept.Set("a", 1);
        kept.Set("a", 2);
        kept.Set("b", 3);
        kept.Remove("b");
        kept.Remove("b");
        kept.Set("c", 4);

        Assert.True(kept.TryGet("a", out var value));
        Assert.Equal((2, 2), (value, kept.Count));
    }
}
