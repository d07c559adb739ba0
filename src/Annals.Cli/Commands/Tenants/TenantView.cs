using System.Text.Json;
using Annals.Cli.Archives;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Tenants;

/// <summary>A tenant for people and programs.</summary>
internal static class TenantView
{
    public static void WriteMembers(Utf8JsonWriter writer, TenantFacts tenant)
    {
        writer.WriteString("name", tenant.Name);
        writer.WriteString("id", tenant.Id);
        writer.WriteString("origin", tenant.Origin);
        writer.WriteString("created", TimeText.Iso(tenant.Created));
        writer.WriteString("key", tenant.VerifierKey);
        writer.WriteString(tenant.IsServed ? "server" : "folder", tenant.Place);
    }

    public static void WriteText(AppConsole console, TenantFacts tenant)
    {
        (string Label, string Value)[] lines =
        [
            ("name", tenant.Name),
            ("id", tenant.Id.ToString()),
            ("created", TimeText.Iso(tenant.Created)),
            (tenant.IsServed ? "server" : "folder", tenant.Place),
            ("origin", tenant.Origin),
            ("key", tenant.VerifierKey),
        ];
        foreach (var (label, value) in lines)
        {
            console.Out.WriteLine($"{label,-8}{TerminalText.Escape(value)}");
        }
    }
}
