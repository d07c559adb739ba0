using Annals.Archive;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Collect;

/// <summary>The tenants that a command collects into, each opened once and made if it is missing.</summary>
internal sealed class OpenTenants(CommandContext context, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<string, ServedTenant> open = new(StringComparer.Ordinal);

    /// <summary>What became of the records so far.</summary>
    public IntakeCounts Taken => open.Values.Aggregate(default(IntakeCounts), (sum, served) => sum + served.Intake.Status.Taken);

    /// <summary>A tenant.</summary>
    /// <exception cref="ArchiveException">It is held by another process, or cannot be written.</exception>
    public async Task<ServedTenant> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (open.TryGetValue(name, out var known))
        {
            return known;
        }

        var folder = TenantAccess.Data(context).Tenant(TenantName.TryParse(name, out var parsed)
            ? parsed
            : throw CommandException.Usage($"\"{name}\" is no tenant name: use 1 to 63 lowercase letters, digits and hyphens, beginning with a letter or digit."));
        if (!folder.Exists)
        {
            TenantAccess.Create(context, folder);
        }

        return open[name] = await ServedTenant.OpenAsync(folder, new TenantOptions { Notice = context.Console.Say }, new ServingOptions(), time, cancellationToken);
    }

    /// <summary>Fails when some tenant's log takes nothing more.</summary>
    public async Task FailedAsync()
    {
        var failure = await await Task.WhenAny(open.Values.Select(served => served.Tenant.Failed));
        throw CommandException.Trouble($"The archive takes no more records: {failure.Message} Nothing that was stored is lost. Mend the cause and start again.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var served in open.Values)
        {
            await served.DisposeAsync();
        }
    }
}
