using Annals.Collectors.Streams;
using Annals.Sources.GenesysCloud;

namespace Annals.Collectors.GenesysCloud;

/// <summary>The services of the mapping, read again now and then: new ones come at any time, and one that goes is still asked for. Used by one caller at a time.</summary>
internal sealed class ServiceList(AuditQueryClient client, IEnumerable<string> known, TimeProvider time)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromHours(1);

    private readonly SortedSet<string> names = new(known, StringComparer.Ordinal);
    private HashSet<string> realtime = [];
    private long? readAt;

    /// <summary>All services that were ever in the mapping.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>Whether the realtime operation covers a service.</summary>
    public bool IsRealtime(string service) => Volatile.Read(ref realtime).Contains(service);

    /// <summary>Reads the mappings if it is time.</summary>
    /// <exception cref="AuditQueryException">The service refused. The names known before are still good.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (readAt is { } at && time.GetElapsedTime(at) < ReadEvery)
        {
            return;
        }

        var mapping = await client.GetServiceMappingAsync(cancellationToken).ConfigureAwait(false);
        names.UnionWith(mapping.Select(service => service.Name).Where(name => !string.IsNullOrEmpty(name)));
        try
        {
            var services = await client.GetRealtimeServiceMappingAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref realtime, services.Select(service => service.Name).ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception e) when (SourceTrouble.IsOfSource(e, cancellationToken))
        {
            // Nothing is missed without it.
        }

        readAt = time.GetTimestamp();
    }
}
