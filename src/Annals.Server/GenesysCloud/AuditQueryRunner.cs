using System.Collections.Concurrent;
using System.Threading.Channels;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>
/// Runs asynchronous queries, oldest first, a few at a time. To run one means: leave its receipt, which fixes the part of the log that it is about, and see to it that the index answers for
/// all of that. Its results are then read page by page. One that has to wait for the index gives its place to the next meanwhile. What a stop leaves behind is run after the next start.
/// </summary>
internal sealed partial class AuditQueryRunner(
    AuditQueryStore store, QuerySlots slots, TenantRegistry tenants, CallerRights rights, Loops loops, IOptions<GenesysCloudOptions> options, TimeProvider time, ILogger<AuditQueryRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IndexPatience = TimeSpan.FromSeconds(1);

    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    /// <summary>A query that comes while the unfinished ones of the last start are listed may wait twice.</summary>
    private readonly ConcurrentDictionary<Guid, bool> running = [];

    /// <summary>When the queries were first looked at that wait for the index, as timestamps.</summary>
    private readonly ConcurrentDictionary<Guid, long> begun = [];

    /// <summary>Queries whose turn has not come.</summary>
    public int Waiting => waiting.Reader.Count;

    /// <summary>Lets a stored query run when its turn comes.</summary>
    public void Enqueue(AuditQuery query) => waiting.Writer.TryWrite(query.Id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await loops.OnceAsync("genesys-cloud-queries", EnqueueUnfinished, stoppingToken);
        try
        {
            await Task.WhenAll([loops.RepeatAsync("genesys-cloud-expiry", CleaningInterval, CleanAsync, stoppingToken), .. Enumerable.Range(0, slots.Count).Select(_ => RunAllAsync(stoppingToken))]);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void EnqueueUnfinished()
    {
        foreach (var id in store.ListUnfinished())
        {
            waiting.Writer.TryWrite(id);
        }
    }

    private Task CleanAsync(CancellationToken cancellationToken)
    {
        store.RemoveExpired();
        return Task.CompletedTask;
    }

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var id in waiting.Reader.ReadAllAsync(cancellationToken))
        {
            using var place = await slots.EnterAsync(cancellationToken);
            if (running.TryAdd(id, true))
            {
                await RunAsync(id, cancellationToken);
                running.TryRemove(id, out _);
            }
        }
    }

    private async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            if (store.Find(id) is { IsOver: false } query)
            {
                store.SetState(id, AuditQueryState.Running);
                if (await AnswerAsync(query, cancellationToken) is { } state)
                {
                    store.SetState(id, state);
                }
                else
                {
                    _ = EnqueueLaterAsync(id, cancellationToken);
                    return;
                }
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, id, e.GetType().Name);
            TrySetFailed(id);
        }

        begun.TryRemove(id, out _);
    }

    private async Task EnqueueLaterAsync(Guid id, CancellationToken cancellationToken)
    {
        await Task.Delay(IndexPatience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waiting.Writer.TryWrite(id);
    }

    /// <summary>Runs a query.</summary>
    /// <returns>The state in which it ends; null when the index has to come further first.</returns>
    private async Task<AuditQueryState?> AnswerAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        if (tenants.Find(query.Owner.Tenant) is not { } tenant || IsRemoved(query.Owner))
        {
            return AuditQueryState.Cancelled;
        }

        var left = options.Value.QueryTimeMax - time.GetElapsedTime(begun.GetOrAdd(query.Id, _ => time.GetTimestamp()));
        if (left <= TimeSpan.Zero)
        {
            return AuditQueryState.Cancelled;
        }

        using var limit = new CancellationTokenSource(left, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var request = query.Request.ToRequest();
            var ticket = await Task.Run(() => TicketOf(tenant, query, request), ended.Token);
            return await Task.Run(() => AuditQuerySearch.IsAnswerable(tenant, request, ticket, ended.Token), ended.Token) ? AuditQueryState.Succeeded : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return AuditQueryState.Cancelled;
        }
    }

    /// <summary>The receipt's ticket. A query that a stop interrupted may have left its receipt already.</summary>
    private ReadTicket TicketOf(Tenant tenant, AuditQuery query, AuditQueryRequest request)
    {
        if (AuditQuerySearch.Resume(tenant, query) is { } left)
        {
            return left;
        }

        var ticket = AuditQuerySearch.Begin(tenant, query.Owner.Actor, AuditQuerySearch.QueryOperation, query.Id.ToString(), request);
        store.SetReceipt(query.Id, ticket.Position);
        return ticket;
    }

    private bool IsRemoved(AuditQueryOwner owner) => !rights.Exists(owner.Kind, owner.Id, owner.Tenant);

    private void TrySetFailed(Guid id)
    {
        try
        {
            store.SetState(id, AuditQueryState.Failed);
        }
        catch (Exception e)
        {
            Log.Failed(logger, id, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Error, "The audit query {Id} failed: {Error}")]
        public static partial void Failed(ILogger logger, Guid id, string error);
    }
}
