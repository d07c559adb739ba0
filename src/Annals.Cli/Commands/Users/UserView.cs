using System.Text.Json;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands.Users;

/// <summary>A user for people and programs.</summary>
internal static class UserView
{
    public static void WriteMembers(Utf8JsonWriter writer, User user)
    {
        writer.WriteString("id", user.Id);
        writer.WriteString("name", user.Name);
        writer.WriteStartArray("roles");
        foreach (var role in user.Roles)
        {
            writer.WriteStringValue(role);
        }

        writer.WriteEndArray();
        writer.WriteString("created", TimeText.Iso(user.Created));
        writer.WriteBoolean("disabled", user.IsDisabled);
        writer.WriteBoolean("hasPassword", user.HasPassword);
        writer.WriteOptional("provider", user.Provider);
    }

    /// <summary>How the user signs in, in a word or two.</summary>
    public static string StateOf(User user) =>
        user.IsDisabled ? "disabled" : user.Provider is not null ? "provider" : user.HasPassword ? "password" : "no password yet";

    /// <summary>The user that a person means: by name in any case, or by id.</summary>
    public static User Find(IReadOnlyList<User> users, string nameOrId) =>
        users.FirstOrDefault(user => user.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(nameOrId, out var id) && user.Id == id))
        ?? throw new CommandException(ExitCode.No, $"The tenant has no user \"{nameOrId}\". See 'annals user list'.");
}
