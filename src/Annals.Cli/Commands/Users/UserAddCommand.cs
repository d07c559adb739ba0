using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Server.Access;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands.Users;

/// <summary><c>annals user add NAME</c>.</summary>
internal static class UserAddCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The name to sign in with; its case does not matter." };

    private static readonly Option<string[]> Role = CreateRole();

    private static readonly Option<bool> PasswordStdin = new("--password-stdin") { Description = "Read the password from the first line of standard input, instead of asking for it." };

    private static readonly Option<bool> Link = new("--link") { Description = "Print a link, good once and for a day, by which the person sets a password." };

    public static Command Create(CommandHost host) =>
        new Command("add", "Add a user; the password is asked for and not shown.")
            .With(Name)
            .With(Role, PasswordStdin, Link)
            .WithExamples(
                "annals user add alice --role auditor",
                "annals user add bob --role reader --role operator --link",
                "pass show annals | annals user add carol --role administrator --password-stdin")
            .Runs(host, RunAsync);

    private static Option<string[]> CreateRole()
    {
        var option = new Option<string[]>("--role") { Description = $"What the user may do: {string.Join(", ", Scopes.RoleNames)}. May be repeated.", HelpName = "ROLE", Required = true };
        option.AcceptOnlyFromAmong([.. Scopes.RoleNames]);
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, roles) = (context.Value(Name)!, context.Value(Role)!);
        if (context.Value(Link) && context.Value(PasswordStdin))
        {
            throw CommandException.Usage("Give either --link or --password-stdin: with a link the person sets the password.");
        }

        if (UserRules.FaultOf(name, roles) is { } fault)
        {
            throw CommandException.Usage(fault);
        }

        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        if (context.Value(Link))
        {
            var (invited, link, expires) = await access.InviteUserAsync(name, roles, cancellationToken);
            Write(context, invited, (link, expires));
        }
        else
        {
            Write(context, await access.AddUserAsync(name, roles, () => Password(context, name, cancellationToken), cancellationToken), link: null);
        }

        return ExitCode.Done;
    }

    private static string Password(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var password = context.Value(PasswordStdin) ? PasswordInput.FromStandardInput(cancellationToken) : PasswordInput.Ask(context.Console);
        return UserRules.FaultOfPassword(password, name) is { } fault ? throw CommandException.Usage(fault) : password;
    }

    private static void Write(CommandContext context, User user, (Uri Link, DateTimeOffset Expires)? link)
    {
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                UserView.WriteMembers(writer, user);
                if (link is { } made)
                {
                    writer.WriteString("link", made.Link.ToString());
                    writer.WriteString("expires", TimeText.Iso(made.Expires));
                }
            });
            return;
        }

        if (link is { } shown)
        {
            context.Console.Out.WriteLine(shown.Link);
        }

        context.Console.Say(link is { } given
            ? $"Added the user \"{user.Name}\". The link is good once, until {TimeText.Iso(given.Expires)}; whoever has it can set the password."
            : $"Added the user \"{user.Name}\".");
    }
}
