using System.CommandLine;
using Annals.Cli.Commands.Clients;
using Annals.Cli.Commands.Collect;
using Annals.Cli.Commands.Demo;
using Annals.Cli.Commands.Emulate;
using Annals.Cli.Commands.Keep;
using Annals.Cli.Commands.Keys;
using Annals.Cli.Commands.Operate;
using Annals.Cli.Commands.Proofs;
using Annals.Cli.Commands.Records;
using Annals.Cli.Commands.Tenants;
using Annals.Cli.Commands.Users;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands;

/// <summary>All commands, in the order in which the help lists them.</summary>
internal static class CommandList
{
    /// <summary>What the help of the program itself shows.</summary>
    public static string[] Examples { get; } =
    [
        "annals demo",
        "annals import exports/*.ndjson",
        "annals search 'actor:*@example.com outcome:failure'",
        "annals prove 9d1c5f6e-0b1a-4c55-9a0e-2f7d5c1b8a11 -o evidence.tlog-proof",
        "annals verify",
    ];

    public static IEnumerable<Command> Create(CommandHost host) =>
    [
        DemoCommand.Create(host),
        GenerateCommand.Create(host),
        ImportCommand.Create(host),
        SearchCommand.Create(host),
        ExportCommand.Create(host),
        ShowCommand.Create(host),
        StatsCommand.Create(host),
        TailCommand.Create(host),
        ReconcileCommand.Create(host),
        VerifyCommand.Create(host),
        ProveCommand.Create(host),
        CheckCommand.Create(host),
        CheckpointCommand.Create(host),
        PublishCommand.Create(host),
        KeyCommand.Create(host),
        ReindexCommand.Create(host),
        ServeCommand.Create(host),
        CollectCommand.Create(host),
        DoctorCommand.Create(host),
        EmulateCommand.Create(host),
        TenantCommand.Create(host),
        ClientCommand.Create(host),
        UserCommand.Create(host),
    ];
}
