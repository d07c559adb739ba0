using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Tenants;

/// <summary>A tenant for people and programs.</summary>
internal static class TenantView
{
    public static TenantDescription Describe(TenantFolder tenant) => TenantDescription.Of(tenant);

    public static void WriteMembers(Utf8JsonWriter writer, TenantFolder tenant) => WriteMembers(writer, tenant, Describe(tenant));

    public static void WriteMembers(Utf8JsonWriter writer, TenantFolder tenant, TenantDescription description)
    {
        writer.WriteString("name", description.Name);
        writer.WriteString("id", description.Id);
        writer.WriteString("origin", description.Origin);
        writer.WriteString("created", TimeText.Iso(description.Created));
        writer.WriteString("key", description.VerifierKey);
        writer.WriteString("folder", tenant.Path);
    }

    public static void WriteText(AppConsole console, TenantFolder tenant)
    {
        var description = Describe(tenant);
        (string Label, string Value)[] lines =
        [
            ("name", description.Name),
            ("id", description.Id.ToString()),
            ("created", TimeText.Iso(description.Created)),
            ("folder", tenant.Path),
            ("origin", description.Origin),
            ("key", description.VerifierKey),
        ];
        foreach (var (label, value) in lines)
        {
            console.Out.WriteLine($"{label,-8}{TerminalText.Escape(value)}");
        }
    }
}
