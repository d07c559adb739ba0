using Annals.Testing;

namespace Annals.Log.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void What_the_package_offers_is_the_recorded_list()
    {
        Golden.Check("src/Annals.Log/PublicApi.txt", PublicApi.Describe(typeof(TreeHash).Assembly));
    }
}
