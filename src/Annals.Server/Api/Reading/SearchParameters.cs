using System.Globalization;
using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Api.Reading;

/// <summary>Reads the parameters that searches have in common. An unknown or repeated one is an error: a filter that is misspelt must not widen an answer.</summary>
internal static class SearchParameters
{
    private const int QueryLengthMax = 16 << 10;
    private const int IdLengthMax = 4096;

    /// <summary>The query of <c>q</c>, <c>from</c> and <c>to</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tenant">Parses it.</param>
    /// <param name="further">Names of the endpoint's other parameters.</param>
    public static SearchQuery Query(HttpRequest request, Tenant tenant, params ReadOnlySpan<string> further)
    {
        foreach (var (name, values) in request.Query)
        {
            if (name is not ("q" or "from" or "to") && !further.Contains(name))
            {
                throw RequestException.BadRequest($"There is no parameter \"{Shown(name)}\" here. There are q, from, to{string.Concat(further.ToArray().Select(other => ", " + other))}.");
            }

            if (values.Count > 1)
            {
                throw RequestException.BadRequest($"The parameter \"{name}\" may be given once.");
            }
        }

        return Query(tenant, request.Query["q"].ToString(), Optional(request, "from"), Optional(request, "to"));
    }

    /// <summary>The query of a text and a range of occurred time; null for no bound.</summary>
    public static SearchQuery Query(Tenant tenant, string text, string? from, string? to)
    {
        if (text.Length > QueryLengthMax)
        {
            throw RequestException.BadRequest($"The query is longer than {QueryLengthMax} characters.");
        }

        // The query alone first, so that a mistake is pointed at in the text that was given.
        tenant.Parse(text);
        return QueryRange.TryAdd(text, from, to, out var combined, out var fault)
            ? tenant.Parse(combined)
            : throw RequestException.BadRequest($"\"{Shown(fault)}\" is no time. Give a date such as 2026-01-01, a time such as 2026-01-01T08:00:00Z, or one relative to now such as now-7d.");
    }

    /// <summary>A number within bounds.</summary>
    public static int Number(HttpRequest request, string name, int unlessGiven, int least, int most) => Optional(request, name) is not { } text
        ? unlessGiven
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw RequestException.BadRequest($"{name} is a number from {least} to {most}.");

    /// <summary>One of some words.</summary>
    public static string Word(HttpRequest request, string name, params ReadOnlySpan<string> allowed) => Optional(request, name) is not { } text
        ? allowed[0]
        : allowed.Contains(text) ? text : throw RequestException.BadRequest($"{name} is one of {string.Join(", ", allowed.ToArray())}.");

    /// <summary>A text; null when the parameter is missing or empty.</summary>
    public static string? Optional(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The id of <c>id</c>, as its source wrote it.</summary>
    public static string Id(HttpRequest request) => Optional(request, "id") switch
    {
        null => throw RequestException.BadRequest("Give the id as the source wrote it: ?id=…"),
        { Length: > IdLengthMax } => throw RequestException.BadRequest($"The id is longer than {IdLengthMax} characters."),
        var id => id,
    };

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
