using Annals.Archive;
using Annals.Server.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Microsoft365;

/// <summary>Keeps the content items of every tenant up with its log, so that a listing need not wait for them.</summary>
internal sealed partial class ContentFollower(TenantRegistry tenants, TimeProvider time, ILogger<ContentFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NewTenants = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ServedTenant, Task> following = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Nothing may hold up the start of the server.
        await Task.Yield();
        try
        {
            while (true)
            {
                foreach (var tenant in tenants.All.Where(tenant => !following.ContainsKey(tenant)))
                {
                    following[tenant] = Task.Run(() => FollowAsync(tenant, stoppingToken), CancellationToken.None);
                }

                await Task.Delay(NewTenants, time, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(following.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(ServedTenant tenant, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await tenant.FollowContentAsync(Pause, cancellationToken);
            }
#pragma warning disable CA1031 // whatever it was, the listings of a tenant must not end with it
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.Failed(logger, tenant.Tenant.Description.Name, e.GetType().Name, e.Message);
            }

            await Task.Delay(PauseAfterFailure, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1303, LogLevel.Error, "Tenant {Tenant}: content items could not be made, {Error}: {Reason}")]
        public static partial void Failed(ILogger logger, string tenant, string error, string reason);
    }
}
