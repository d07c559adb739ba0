using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Commands.Operate;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Collectors.Connections;
using Microsoft.Extensions.Logging;

namespace Annals.Cli.Commands.Collect;

/// <summary><c>annals collect [CONNECTION…]</c>: collects without a server.</summary>
internal static class CollectCommand
{
    private static readonly Argument<string[]> Names = new("CONNECTION")
    {
        Description = "Connections to collect. [default: all that are enabled]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Read everything that is due, print how each stream stands, and end. Otherwise it goes on until Ctrl-C." };

    private static readonly Option<string?> Clock = new("--clock")
    {
        Description = "A file that another program keeps the time in: 8 bytes, microseconds since 1970 UTC, little-endian. For tests beside annals emulate.",
        HelpName = "FILE",
    };

    public static Command Create(CommandHost host) =>
        new Command("collect", "Collect audit records from Microsoft 365 and Genesys Cloud into the data folder. While annals serve runs there, it collects by itself.")
            .With(Names)
            .With(Once, ConnectionSettings.Config, ConnectionSettings.Set, ServerLog.Format, ServerLog.Level, Clock)
            .WithExamples(
                "annals collect --once",
                "annals collect contoso --once --json",
                "ANNALS__Collectors__Connections__contoso__ClientSecret=… annals collect --config annals.json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var connections = ConnectionSettings.Chosen(context, context.Value(Names)!);
        using var clock = context.Value(Clock) is { } file ? ClockFile.Open(file) : null;
        var time = (TimeProvider?)clock ?? context.Console.Time;
        using var logging = LoggerFactory.Create(builder => ServerLog.Adjust(context, builder));
        await using var tenants = new OpenTenants(context, time);
        var collectors = new List<Collector>();
        try
        {
            foreach (var (name, options) in connections)
            {
                var served = await tenants.OpenAsync(options.Tenant, cancellationToken);
                collectors.Add(Created(name, options, served, logging, time));
            }

            var isGood = context.Value(Once)
                ? await RunOnceAsync(context, collectors, tenants, cancellationToken)
                : await RunAsync(context, collectors, tenants, cancellationToken);
            return isGood ? ExitCode.Done : ExitCode.No;
        }
        finally
        {
            foreach (var collector in collectors)
            {
                collector.Dispose();
            }
        }
    }

    private static Collector Created(string name, ConnectionOptions options, ServedTenant served, ILoggerFactory logging, TimeProvider time)
    {
        try
        {
            return Collector.Create(name, options, served, logging.CreateLogger("Annals.Collectors"), time);
        }
        catch (ConnectionException e)
        {
            throw CommandException.Trouble($"The connection \"{name}\" cannot be used: {e.Message}");
        }
    }

    private static async Task<bool> RunOnceAsync(CommandContext context, List<Collector> collectors, OpenTenants tenants, CancellationToken cancellationToken)
    {
        var isGood = await ProgressReport.RunAsync(context.Console, "Collecting", async progress =>
        {
            var rounds = Task.WhenAll(collectors.Select(collector => collector.RunOnceAsync(cancellationToken)));
            while (await Task.WhenAny(rounds, Task.Delay(ProgressReport.LineInterval, context.Console.Time, cancellationToken)) != rounds && !cancellationToken.IsCancellationRequested)
            {
                var taken = tenants.Taken;
                progress.Tell(taken.Read, null, $"{BarChart.Number(taken.Read)} records, {BarChart.Number(taken.Stored)} of them new");
            }

            return (await rounds).All(good => good);
        });
        foreach (var collector in collectors)
        {
            collector.Flush();
        }

        var statuses = collectors.ConvertAll(collector => collector.Status());
        if (context.IsJson)
        {
            CollectorView.WriteJson(context.Console, statuses);
        }
        else
        {
            AppConsole.PrintWhileRead(() => CollectorView.WriteText(context.Console, statuses));
        }

        return isGood;
    }

    private static async Task<bool> RunAsync(CommandContext context, List<Collector> collectors, OpenTenants tenants, CancellationToken cancellationToken)
    {
        context.Console.Say($"Collecting {string.Join(", ", collectors.Select(collector => collector.Name))}. Stop with Ctrl-C.");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = collectors.ConvertAll(collector => collector.RunAsync(stopping.Token));
        try
        {
            // None ends by itself but for a failure of the archive.
            await await Task.WhenAny(running.Append(tenants.FailedAsync()));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var collector in collectors)
        {
            collector.Flush();
        }

        return true;
    }
}
