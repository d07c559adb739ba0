using System.Security.Cryptography;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Server;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Annals.Cli.Commands.Operate;

/// <summary>Starts a server in this process. What is in its way ends the command with a message.</summary>
internal static class ServerHost
{
    /// <summary>Puts a server together whose log lines go to standard error.</summary>
    /// <param name="context">The command.</param>
    /// <param name="start">Data folder and settings.</param>
    /// <param name="adjust">Chooses form and level of log lines.</param>
    public static WebApplication Build(CommandContext context, ServerStart start, Action<ILoggingBuilder> adjust)
    {
        try
        {
            return AnnalsServer.Build(start, context.Console.Time, builder =>
            {
                // Signals end the command, and the command ends the server.
                builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
                adjust(builder.Logging);
                builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            });
        }
        catch (ServerSettingsException e)
        {
            throw new CommandException(ExitCode.Usage, "The server cannot start with these settings.", string.Join('\n', e.Faults.Select(TerminalText.Escape)));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unusable(start, e);
        }
    }

    /// <summary>Opens the tenants and listens. When the task ends, requests are answered.</summary>
    public static async Task StartAsync(WebApplication app, ServerStart start, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw CommandException.Trouble($"Another program listens there already: {e.Message} Stop it, or choose another address with --urls.");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw CommandException.Trouble($"The server cannot listen at {string.Join(", ", app.Urls)}: {e.Message}. Choose another address with --urls.");
        }
        catch (CryptographicException e)
        {
            throw CommandException.Usage($"The certificate of Server:CertificateFile cannot be used: {e.Message}");
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unusable(start, e);
        }
    }

    private static CommandException Unusable(ServerStart start, Exception error) =>
        CommandException.Trouble($"The server cannot use the data folder \"{start.Data.Path}\": {error.Message} It keeps a folder of its own there, beside the tenants.");

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
