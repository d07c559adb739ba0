using System.Text.RegularExpressions;
using Annals.Testing;

namespace Annals.Server.Tests.Microsoft365;

/// <summary>Issue "The server", must show 4: no row of the feed's table is left out. The free text that the vendor once sent in place of a code is not imitated.</summary>
public sealed partial class ErrorTableTests
{
    [Fact(SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData), Skip = SharedData.SkipReason)]
    public void Every_code_of_the_table_is_provoked_by_a_test()
    {
        var codes = ErrorTable.Codes("microsoft365.md", "## 3. Errors", 0, Code());

        Assert.Equal(25, codes.Count);
        Assert.Empty(ErrorTable.WithoutTest(codes, "Microsoft365"));
    }

    [GeneratedRegex("AF[0-9]+")]
    private static partial Regex Code();
}
