using System.Collections.Frozen;
using Annals.Records.Events;
using Annals.Server.Access;

namespace Annals.Server.Tests.Access;

public sealed class SourceRuleTests
{
    [Theory]
    [InlineData("", "webshop", true)]
    [InlineData("", "import", true)]
    [InlineData("", "microsoft365", false)]
    [InlineData("", "genesys-cloud", false)]
    [InlineData("", "annals", false)]
    [InlineData("", "Web shop", false)]
    [InlineData("webshop", "webshop", true)]
    [InlineData("webshop", "import", false)]
    [InlineData("webshop", "other", false)]
    [InlineData("webshop", "microsoft365", false)]
    [InlineData("microsoft365", "microsoft365", true)]
    [InlineData("microsoft365", "webshop", false)]
    [InlineData("annals", "annals", false)]
    public void A_client_appends_to_the_sources_it_names_or_to_every_own_applications(string named, string source, bool expected)
    {
        var caller = new Caller("1", "client", CallerKind.Client, Guid.NewGuid(), Scopes.All.ToFrozenSet(), named.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal));

        Assert.Equal(expected, SourceNames.IsValid(source) && caller.Origin().MayAppendTo(source));
    }

    [Theory]
    [InlineData("microsoft365", true)]
    [InlineData("webshop", true)]
    [InlineData("annals", false)]
    public void The_account_on_the_servers_machine_appends_to_all_but_the_archives_own(string source, bool expected)
    {
        var caller = new Caller("operator", "operator", CallerKind.Account, Guid.NewGuid(), Scopes.All.ToFrozenSet(), FrozenSet<string>.Empty);

        Assert.Equal(expected, SourceNames.IsValid(source) && caller.Origin().MayAppendTo(source));
    }
}
