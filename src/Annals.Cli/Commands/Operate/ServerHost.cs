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

/// <summary>A server in this process. What is in its way ends the command with a message.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    /// <summary>Where the host writes, with a stack trace, what ended its start; the command says it in its own words.</summary>
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    private readonly ServerStart start;
    private volatile bool isStarted;

    /// <summary>Puts a server together whose log lines go to standard error.</summary>
    /// <param name="context">The command.</param>
    /// <param name="start">Data folder and settings.</param>
    /// <param name="adjust">Chooses form and level of log lines.</param>
    public ServerHost(CommandContext context, ServerStart start, Action<ILoggingBuilder> adjust)
    {
        this.start = start;
        try
        {
            App = AnnalsServer.Build(start, context.Console.Time, builder =>
            {
                // Signals end the command, and the command ends the server.
                builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
                adjust(builder.Logging);
                builder.Logging.AddFilter(HostLog, level => isStarted && level >= LogLevel.Warning);
                builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
            });
        }
        catch (ServerSettingsException e)
        {
            throw new CommandException(ExitCode.Usage, "The server cannot start with these settings.", string.Join('\n', e.Faults.Select(TerminalText.Escape)));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unusable(e);
        }
    }

    public WebApplication App { get; }

    /// <summary>Opens the tenants and listens. When the task ends, requests are answered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await App.StartAsync(cancellationToken);
            isStarted = true;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw CommandException.Trouble($"Another program listens there already: {e.Message} Stop it, or choose another address with --urls.");
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw CommandException.Trouble($"The server cannot listen at {string.Join(", ", App.Urls)}: {e.Message}. Choose another address with --urls.");
        }
        catch (CryptographicException e)
        {
            throw CommandException.Usage($"The certificate of Server:CertificateFile cannot be used: {e.Message}");
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Serves until told to stop, then stops in good order.</summary>
    /// <exception cref="CommandException">The log of a tenant failed.</exception>
    public async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        if (!await ServerRun.UntilStoppedAsync(App, cancellationToken))
        {
            throw CommandException.Trouble("The log of a tenant failed, so the server ended; its lines above say why. Nothing that was acknowledged is lost. Mend the cause and start the server again.");
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private CommandException Unusable(Exception error) =>
        CommandException.Trouble($"The server cannot use the data folder \"{start.Data.Path}\": {error.Message} It keeps a folder of its own there, beside the tenants.");

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
