using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Tenants;

/// <summary><c>annals tenant create NAME</c>.</summary>
internal static class TenantCreateCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "1 to 63 lowercase letters, digits and hyphens." };

    private static readonly Option<string?> Origin = new("--origin")
    {
        Description = "Name of the log in its checkpoints, a URL without scheme such as log.example.com/audit. Cannot be changed later. [default: annals.local/log/ and a random id]",
        HelpName = "ORIGIN",
    };

    public static Command Create(CommandHost host) =>
        new Command("create", "Create a tenant with keys and a log of its own.")
            .With(Name)
            .With(Origin)
            .WithExamples("annals tenant create acme", "annals tenant create acme --origin log.example.com/acme")
            .Runs(host, Run);

    private static int Run(CommandContext context)
    {
        var text = context.Value(Name)!;
        var name = TenantName.TryParse(text, out var parsed)
            ? parsed
            : throw CommandException.Usage($"\"{text}\" is no tenant name: use 1 to 63 lowercase letters, digits and hyphens, beginning with a letter or digit.");
        var data = TenantAccess.Data(context);
        CreateTenant(data, name, context);
        var tenant = TenantFacts.Of(data.Tenant(name));
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => TenantView.WriteMembers(writer, tenant));
        }
        else
        {
            TenantView.WriteText(context.Console, tenant);
        }

        return ExitCode.Done;
    }

    private static void CreateTenant(DataFolder data, TenantName name, CommandContext context)
    {
        try
        {
            TenantCreator.Create(data, name, context.Value(Origin), context.Console.Time);
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage(error);
        }
    }
}
