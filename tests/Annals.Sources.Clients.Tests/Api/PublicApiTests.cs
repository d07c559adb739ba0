using Annals.Sources.Microsoft365;
using Annals.Testing;

namespace Annals.Sources.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void What_the_package_offers_is_the_recorded_list() => Golden.Check("src/Annals.Sources.Clients/PublicApi.txt", PublicApi.Describe(typeof(ManagementActivityClient).Assembly));
}
