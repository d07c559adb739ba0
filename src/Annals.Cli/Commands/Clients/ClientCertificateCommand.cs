using System.CommandLine;
using System.Text.Json;
using Annals.Cli.Access;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Server.Access;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client certificate add|list|remove</c>.</summary>
internal static class ClientCertificateCommand
{
    private static readonly Argument<string> Client = new("CLIENT") { Description = "Name or id of the client." };
    private static readonly Argument<string> FileName = new("FILE") { Description = "The certificate, PEM or DER. A private key in the file is neither needed nor kept." };
    private static readonly Argument<string> Thumbprint = new("THUMBPRINT") { Description = "SHA-1 of the certificate in hexadecimal, as the list shows it." };

    public static Command Create(CommandHost host)
    {
        var command = new Command("certificate", "Certificates by whose keys a client may sign in place of its secret.")
            .WithExamples("annals client certificate add siem siem.pem", "annals client certificate list siem");
        command.Subcommands.Add(
            new Command("add", "Let a client sign in by the key of a certificate (RSA, 2048 bits or more).")
                .With(Client, FileName)
                .WithExamples("annals client certificate add siem siem.pem")
                .Runs(host, AddAsync));
        command.Subcommands.Add(
            new Command("list", "List the certificates of a client.")
                .With(Client)
                .WithExamples("annals client certificate list siem", "annals client certificate list siem --json")
                .Runs(host, ListAsync));
        command.Subcommands.Add(
            new Command("remove", "Remove a certificate; all tokens of the client are void from then on.")
                .With(Client, Thumbprint)
                .WithExamples("annals client certificate remove siem 3F2A9C…")
                .Runs(host, RemoveAsync));
        return command;
    }

    private static async Task<int> AddAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var certificate = ClientCertificate.Read(await ReadAsync(context.Value(FileName)!, cancellationToken))
            ?? throw CommandException.Trouble($"\"{context.Value(FileName)}\" holds no certificate that can be read; PEM text or DER is expected.");
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var client = ClientView.Find(await access.ClientsAsync(cancellationToken), context.Value(Client)!);
        var added = await access.AddCertificateAsync(client, certificate, cancellationToken);
        Say(context, added, $"The client \"{context.Value(Client)}\" may sign in by the key of {added.Thumbprint} ({added.Subject}) until {TimeText.Short(added.Expires)} UTC.");
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var certificates = await access.CertificatesAsync(ClientView.Find(await access.ClientsAsync(cancellationToken), context.Value(Client)!), cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteStartArray("certificates");
                foreach (var certificate in certificates)
                {
                    writer.WriteStartObject();
                    WriteMembers(writer, certificate);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return ExitCode.Done;
        }

        AppConsole.PrintWhileRead(() =>
        {
            var console = context.Console;
            var table = new TextTable(console.Out, console.Width, console.Style, new TableColumn("THUMBPRINT", 40), new TableColumn("SUBJECT", 12), new TableColumn("EXPIRES (UTC)", 19));
            foreach (var certificate in certificates)
            {
                table.Add(certificate.Thumbprint, certificate.Subject, TimeText.Short(certificate.Expires));
            }

            table.Complete();
        });
        if (certificates.Count == 0)
        {
            context.Console.Say($"The client \"{context.Value(Client)}\" has no certificates.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var client = ClientView.Find(await access.ClientsAsync(cancellationToken), context.Value(Client)!);
        var removed = (await access.CertificatesAsync(client, cancellationToken)).FirstOrDefault(certificate => certificate.Thumbprint.Equals(context.Value(Thumbprint), StringComparison.OrdinalIgnoreCase));
        if (removed is null || !await access.RemoveCertificateAsync(client, removed, cancellationToken))
        {
            throw new CommandException(ExitCode.No, $"The client \"{client.Name}\" has no certificate {context.Value(Thumbprint)}. See 'annals client certificate list'.");
        }

        Say(context, removed, $"Removed the certificate {removed.Thumbprint} ({removed.Subject}) of the client \"{context.Value(Client)}\".");
        return ExitCode.Done;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length <= ClientCertificate.LengthMax
                ? await File.ReadAllBytesAsync(path, cancellationToken)
                : throw CommandException.Trouble($"\"{path}\" has more than {ClientCertificate.LengthMax} bytes and is no certificate.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Trouble($"The certificate \"{path}\" cannot be read: {e.Message}");
        }
    }

    private static void Say(CommandContext context, ClientCertificate certificate, string sentence)
    {
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => WriteMembers(writer, certificate));
        }
        else
        {
            context.Console.Say(sentence);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, ClientCertificate certificate)
    {
        writer.WriteString("thumbprint", certificate.Thumbprint);
        writer.WriteString("subject", certificate.Subject);
        writer.WriteString("expires", TimeText.Iso(certificate.Expires));
    }
}
