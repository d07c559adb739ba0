using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Access;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Api.Reading;

/// <summary>
/// The receipts of searches that are going on. All requests of one caller that carry the same <c>X-Search-Id</c> and ask the same query are one search: the first of them leaves
/// the receipt, the others join it and answer for the same size of the log.
/// </summary>
internal sealed class SearchTickets(TimeProvider time)
{
    public const string Header = "X-Search-Id";

    private const int IdLengthMax = 64;

    /// <summary>Searches that are remembered; the ones not used for longest are forgotten first, and then leave a receipt again.</summary>
    private const int SearchesMax = 10_000;

    private static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private readonly Dictionary<Key, LinkedListNode<Search>> searches = [];
    private readonly LinkedList<Search> byUse = new();

    /// <summary>Joins the search that the request names, or begins one and leaves its receipt. The answer carries the id by which further requests join it.</summary>
    /// <exception cref="RequestException">The id is not usable, or the caller may not read what the query names.</exception>
    public async Task<ReadTicket> JoinAsync(HttpContext context, Tenant tenant, string operation, SearchQuery query)
    {
        var caller = context.Caller();
        query = ReadRights.Restrict(caller, tenant, query);
        var id = IdOf(context);
        context.Response.Headers[Header] = id;
        var key = new Key(caller.Tenant, caller.Id, id, query.ToString());
        Task<ReadTicket> receipt;
        lock (gate)
        {
            Forget();
            if (searches.TryGetValue(key, out var known))
            {
                known.Value.LastUsed = time.GetTimestamp();
                byUse.Remove(known);
                byUse.AddLast(known);
                receipt = known.Value.Receipt;
            }
            else
            {
                // The first request begins it; others that come meanwhile wait for the same receipt.
                receipt = Task.Run(() => tenant.BeginRead(caller.Actor(), operation, query));
                searches[key] = byUse.AddLast(new Search(key, receipt) { LastUsed = time.GetTimestamp() });
            }
        }

        try
        {
            return await receipt;
        }
        catch
        {
            Remove(key, receipt);
            throw;
        }
    }

    /// <summary>The search that the request names if it is going on, whatever it asks; null when there is none.</summary>
    public ReadTicket? Find(HttpContext context)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var ids))
        {
            return null;
        }

        var caller = context.Caller();
        lock (gate)
        {
            Forget();
            var found = byUse.Where(search => search.Key.Id == ids.ToString() && search.Key.Tenant == caller.Tenant && search.Key.Caller == caller.Id && search.Receipt.IsCompletedSuccessfully).LastOrDefault();
            return found?.Receipt.GetAwaiter().GetResult();
        }
    }

    private static string IdOf(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        return given switch
        {
            "" => Guid.NewGuid().ToString(),
            { Length: > IdLengthMax } => throw RequestException.BadRequest($"{Header} is longer than {IdLengthMax} characters; use a new GUID for each search."),
            _ when !given.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') => throw RequestException.BadRequest($"{Header} may hold letters, digits, - and _ only; use a new GUID for each search."),
            _ => given,
        };
    }

    private void Forget()
    {
        while (byUse.First is { } oldest && (byUse.Count > SearchesMax || time.GetElapsedTime(oldest.Value.LastUsed) > IdleMax))
        {
            searches.Remove(oldest.Value.Key);
            byUse.RemoveFirst();
        }
    }

    private void Remove(Key key, Task<ReadTicket> receipt)
    {
        lock (gate)
        {
            if (searches.TryGetValue(key, out var failed) && failed.Value.Receipt == receipt)
            {
                searches.Remove(key);
                byUse.Remove(failed);
            }
        }
    }

    private readonly record struct Key(Guid Tenant, string Caller, string Id, string Query);

    private sealed record Search(Key Key, Task<ReadTicket> Receipt)
    {
        public long LastUsed { get; set; }
    }
}
