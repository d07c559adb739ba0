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

    /// <summary>The query last asked under each id, once its receipt is there.</summary>
    private readonly Dictionary<SearchId, Search> latest = [];

    /// <summary>Joins the search that the request names, or begins one and leaves its receipt. The answer carries the id by which further requests join it.</summary>
    /// <exception cref="RequestException">The id is not usable, or the caller may not read what the query names.</exception>
    public async Task<ReadTicket> JoinAsync(HttpContext context, Tenant tenant, string operation, SearchQuery query)
    {
        var caller = context.Caller();
        query = ReadRights.Restrict(caller, tenant, query);
        var id = IdOf(context);
        context.Response.Headers[Header] = id;
        var key = new Key(caller.Tenant, caller.Id, id, query.ToString());
        Search search;
        lock (gate)
        {
            Forget();
            if (searches.TryGetValue(key, out var known))
            {
                search = known.Value;
                search.LastUsed = time.GetTimestamp();
                byUse.Remove(known);
                byUse.AddLast(known);
            }
            else
            {
                // The first request begins it; others that come meanwhile wait for the same receipt.
                search = new Search(key, Task.Run(() => tenant.BeginRead(caller.Actor(), operation, query))) { LastUsed = time.GetTimestamp() };
                searches[key] = byUse.AddLast(search);
            }
        }

        try
        {
            var ticket = await search.Receipt;
            lock (gate)
            {
                if (searches.ContainsKey(key))
                {
                    latest[search.Id] = search;
                }
            }

            return ticket;
        }
        catch
        {
            Remove(key, search.Receipt);
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
            return latest.TryGetValue(new SearchId(caller.Tenant, caller.Id, ids.ToString()), out var found) ? found.Receipt.GetAwaiter().GetResult() : null;
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
            if (latest.TryGetValue(oldest.Value.Id, out var last) && last == oldest.Value)
            {
                latest.Remove(oldest.Value.Id);
            }
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

    private readonly record struct SearchId(Guid Tenant, string Caller, string Id);

    private sealed class Search(Key key, Task<ReadTicket> receipt)
    {
        public Key Key => key;

        public SearchId Id => new(key.Tenant, key.Caller, key.Id);

        public Task<ReadTicket> Receipt => receipt;

        public long LastUsed { get; set; }
    }
}
