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

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(Data);
        root.Options.Add(Tenant);
        root.Options.Add(Json);
    }
}
