using System.CommandLine;

namespace Annals.Cli.Shell;

/// <summary>Options that every command has.</summary>
internal sealed class GlobalOptions
{
    public const string DataDefault = "./annals-data";
    public const string TenantDefault = "default";

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Folder with all tenants.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => DataDefault,
    };

    public Option<string> Tenant { get; } = new("--tenant")
    {
        Description = "Tenant to work on.",
        HelpName = "NAME",
        Recursive = true,
        DefaultValueFactory = _ => TenantDefault,
    };

    public Option<string?> Server { get; } = new("--server")
    {
        Description = "Work against the server at this address, instead of the data folder. [environment: ANNALS_SERVER]",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> ClientId { get; } = new("--client-id")
    {
        Description = "With --server: the client to be. [environment: ANNALS_CLIENT_ID]",
        HelpName = "ID",
        Recursive = true,
    };

    public Option<string?> ClientSecretFile { get; } = new("--client-secret-file")
    {
        Description = "With --server: a file that holds the client's secret. [environment: the secret itself in ANNALS_CLIENT_SECRET]",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Data);
        root.Options.Add(Tenant);
        root.Options.Add(Server);
        root.Options.Add(ClientId);
        root.Options.Add(ClientSecretFile);
        root.Options.Add(Json);
    }
}
