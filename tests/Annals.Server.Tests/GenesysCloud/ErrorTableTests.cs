using System.Text.RegularExpressions;
using Annals.Testing;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>Issue "The server", must show 4: no code of the platform's table is left out, but those of which this server has no cause.</summary>
public sealed partial class ErrorTableTests
{
    /// <summary>Codes that cannot occur, and why.</summary>
    private static readonly Dictionary<string, string> Without = new()
    {
        ["ip.not.authorized"] = "no rule binds a token to an address",
        ["missing.any.permissions"] = "one scope gives every audit operation",
        ["missing.division.permission"] = "an archive has no divisions",
        ["missing.any.division.permissions"] = "an archive has no divisions",
        ["authz.policy.denied"] = "there are no policies beside scopes",
        ["authentication.request.timeout"] = "tokens are checked in the same process",
    };

    [Fact(SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData), Skip = SharedData.SkipReason)]
    public void Every_code_of_the_table_is_provoked_by_a_test_or_has_no_cause_here()
    {
        var codes = ErrorTable.Codes("genesys-cloud.md", "### 4.2 Error body", 1, Code());

        Assert.Equal(29, codes.Count);
        Assert.Equal(Without.Keys.Order(StringComparer.Ordinal), ErrorTable.WithoutTest(codes, "GenesysCloud").Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("[a-z]+(?:\\.[a-z]+)+")]
    private static partial Regex Code();
}
