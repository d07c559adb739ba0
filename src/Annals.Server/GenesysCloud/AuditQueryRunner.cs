using System.Threading.Channels;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>
/// Runs asynchronous queries, oldest first, a few at a time. To run one means: leave its receipt, which fixes the part of the log that it is about, and see to it that the index answers for
/// all of that. Its results are then read page by page. What a stop leaves behind is run after the next start.
/// </summary>
internal sealed partial class AuditQueryRunner(
    AuditQueryStore store, QuerySlots slots, TenantRegistry tenants, ClientStore clients, IOptions<GenesysCloudOptions> options, TimeProvider time, ILogger<AuditQueryRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IndexPatience = TimeSpan.FromSeconds(1);

    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    /// <summary>Lets a stored query run when its turn comes.</summary>
    public void Enqueue(AuditQuery query) => waiting.Writer.TryWrite(query.Id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var id in store.ListUnfinished())
        {
            waiting.Writer.TryWrite(id);
        }

        try
        {
            await Task.WhenAll([CleanAsync(stoppingToken), .. Enumerable.Range(0, slots.Count).Select(_ => RunAllAsync(stoppingToken))]);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(CleaningInterval, time);
        do
        {
            try
            {
                store.RemoveExpired();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.NotCleaned(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task RunAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var id in waiting.Reader.ReadAllAsync(cancellationToken))
        {
            using var place = await slots.EnterAsync(cancellationToken);
            await RunAsync(id, cancellationToken);
        }
    }

    private async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            if (store.Find(id) is { IsOver: false } query)
            {
                store.SetState(id, AuditQueryState.Running);
                store.SetState(id, await AnswerAsync(query, cancellationToken));
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, id, e.GetType().Name);
            TrySetFailed(id);
        }
    }

    /// <summary>Runs a query.</summary>
    /// <returns>The state in which it ends.</returns>
    private async Task<AuditQueryState> AnswerAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        if (tenants.Find(query.Owner.Tenant) is not { } tenant || IsRemoved(query.Owner))
        {
            return AuditQueryState.Cancelled;
        }

        using var limit = new CancellationTokenSource(options.Value.QueryTimeMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var request = query.Request.ToRequest();
            var ticket = await Task.Run(() => TicketOf(tenant, query, request), ended.Token);
            while (!await Task.Run(() => AuditQuerySearch.IsAnswerable(tenant, request, ticket, ended.Token), ended.Token))
            {
                await Task.Delay(IndexPatience, time, ended.Token);
            }

            return AuditQueryState.Succeeded;
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

    private bool IsRemoved(AuditQueryOwner owner) => owner.Kind == CallerKind.Client && (!Guid.TryParse(owner.Id, out var client) || clients.Find(client) is null);

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

        [LoggerMessage(1402, LogLevel.Warning, "Expired audit queries were not removed: {Error}")]
        public static partial void NotCleaned(ILogger logger, string error);
    }
}
