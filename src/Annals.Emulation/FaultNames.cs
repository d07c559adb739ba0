using System.Collections.Frozen;

namespace Annals.Emulation;

/// <summary>The faults that a plan can hold. F stands for the Office 365 Management Activity API, G for the Genesys Cloud audit API.</summary>
public static class FaultNames
{
    /// <summary>Each fault and what it is, in order.</summary>
    public static IReadOnlyList<(string Name, string Summary)> All { get; } =
    [
        ("F1", "two content items of the same second, with a page break between them"),
        ("F2", "the second page of a listing fails once with 500"),
        ("F3", "NextPageUri in odd case, between look-alike headers, or of a foreign host"),
        ("F4", "content that breaks off before its announced length"),
        ("F5", "one content item of many megabytes, without a length"),
        ("F6", "content with a broken record, with no array, or with odd but valid JSON"),
        ("F7", "the same record again: at once, later, five days later, with other bytes"),
        ("F8", "a record 53 hours late; records out of order"),
        ("F9", "content that expires before it is fetched, an outage of eight days, a service whose clock is off"),
        ("F10", "too many requests: 429 with and without Retry-After, 403 that names the publisher"),
        ("F11", "a subscription that an administrator disabled, or that the listing forgets"),
        ("F12", "first content twelve hours after the start"),
        ("F13", "a token that ends between two pages; a content type without permission"),
        ("F14", "a content type that is silent for weeks"),
        ("F15", "one of the four clouds: tokens are given for its resource only"),
        ("G1", "queries that wait long, fail, are cancelled, or never end"),
        ("G2", "results as a file behind a link, with eventTime for eventDate"),
        ("G3", "intervals over seven days are refused"),
        ("G4", "audits that appear 2 hours, 20 hours and 3 days late"),
        ("G5", "a cursor that is not known any more on the second page"),
        ("G6", "realtime queries cover some services only"),
        ("G7", "a service that the mapping gains at run time"),
        ("G8", "realtime results without the names of users"),
        ("G9", "429 with the wait in header and text; 401 once"),
        ("G10", "audits of users who are gone: no name"),
        ("G11", "audits of one transaction on two sides of midnight"),
        ("G12", "events of published audits, pushed to an address"),
    ];

    /// <summary>No fault at all.</summary>
    public static IReadOnlySet<string> None { get; } = FrozenSet<string>.Empty;

    /// <summary>Every fault.</summary>
    public static IReadOnlySet<string> Everything { get; } = All.Select(fault => fault.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads a list such as <c>F1,F7,G4</c>, <c>all</c> or <c>none</c>; letters in any case.</summary>
    /// <param name="text">The list.</param>
    /// <param name="faults">The faults; empty when the list cannot be read.</param>
    /// <param name="unknown">The first name that is none; empty when all are known.</param>
    public static bool TryParse(string text, out IReadOnlySet<string> faults, out string unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        unknown = string.Empty;
        faults = None;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            faults = Everything;
            return true;
        }

        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Everything.Contains(name.ToUpperInvariant()))
            {
                unknown = name;
                return false;
            }

            found.Add(name.ToUpperInvariant());
        }

        faults = found;
        return true;
    }
}
