using Annals.Testing;

namespace Annals.Records.Tests;

public sealed class SharedDataTests
{
    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Real_records_are_where_the_readme_says() => Assert.True(File.Exists(SharedData.PathOf("data/m365/purview-export.csv")));
}
