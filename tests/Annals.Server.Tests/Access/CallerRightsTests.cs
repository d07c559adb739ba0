using Annals.Server.Access;
using Annals.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Access;

public sealed class CallerRightsTests
{
    [Fact]
    public async Task The_owner_of_what_was_left_here_is_there_until_it_is_removed_or_shut_out()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        var rights = server.Services.GetRequiredService<CallerRights>();
        var (client, _) = server.AddClient([Scopes.RecordsRead]);
        var user = server.AddUser("anna", "auditor");
        var tenant = client.Tenant;

        Assert.True(rights.Exists(CallerKind.Client, client.Id.ToString(), tenant));
        Assert.True(rights.Exists(CallerKind.User, user.Id.ToString(), tenant));
        Assert.False(rights.Exists(CallerKind.Client, client.Id.ToString(), Guid.NewGuid()));
        Assert.False(rights.Exists(CallerKind.User, user.Id.ToString(), Guid.NewGuid()));
        Assert.False(rights.Exists(CallerKind.User, client.Id.ToString(), tenant));
        Assert.False(rights.Exists(CallerKind.Client, "no id", tenant));

        server.Services.GetRequiredService<ClientStore>().Remove(tenant, client.Id, TestServer.Tester);
        server.Services.GetRequiredService<UserStore>().Change(tenant, user.Id, null, disabled: true, TestServer.Tester);

        Assert.False(rights.Exists(CallerKind.Client, client.Id.ToString(), tenant));
        Assert.False(rights.Exists(CallerKind.User, user.Id.ToString(), tenant));
    }
}
