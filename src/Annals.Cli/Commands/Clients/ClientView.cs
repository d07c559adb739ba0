using System.Text.Json;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Server.Access;

namespace Annals.Cli.Commands.Clients;

/// <summary>A client for people and programs.</summary>
internal static class ClientView
{
    public static void WriteMembers(Utf8JsonWriter writer, Client client)
    {
        writer.WriteString("id", client.Id);
        writer.WriteString("name", client.Name);
        WriteList(writer, "scopes", client.Scopes);
        WriteList(writer, "sources", client.Sources);
        writer.WriteString("created", TimeText.Iso(client.Created));
    }

    /// <summary>Prints a client with its new secret, the one time that there is one.</summary>
    public static void WriteSecret(CommandContext context, Client client, string secret)
    {
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                WriteMembers(writer, client);
                writer.WriteString("secret", secret);
            });
            return;
        }

        (string Label, string Value)[] lines =
        [
            ("name", client.Name),
            ("id", client.Id.ToString()),
            ("secret", secret),
            ("scopes", string.Join(' ', client.Scopes)),
            ("sources", client.Sources.Count == 0 ? "every own application's" : string.Join(' ', client.Sources)),
        ];
        foreach (var (label, value) in lines)
        {
            context.Console.Out.WriteLine($"{label,-8}{TerminalText.Escape(value)}");
        }

        context.Console.Say("Keep the secret now: it cannot be shown again.");
    }

    /// <summary>The client that a person means: by name or id.</summary>
    public static Client Find(IReadOnlyList<Client> clients, string nameOrId) =>
        clients.FirstOrDefault(client => client.Name == nameOrId || (Guid.TryParse(nameOrId, out var id) && client.Id == id))
        ?? throw new CommandException(ExitCode.No, $"The tenant has no client \"{nameOrId}\". See 'annals client list'.");

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
