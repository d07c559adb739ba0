using Annals.Records.Objects;
using Annals.Testing;

namespace Annals.Records.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void Public_api_is_the_recorded_one() =>
        Golden.Check("src/Annals.Records/PublicApi.txt", PublicApi.Describe(typeof(RecordObject).Assembly));
}
