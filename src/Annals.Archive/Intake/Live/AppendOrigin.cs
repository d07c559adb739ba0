using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Who appends, under which name of a source, and what it may append.</summary>
/// <param name="Client">The client; its receipts name it. Clients are told apart by <see cref="Actor.Id"/>, or by name when they have none.</param>
public sealed record AppendOrigin(Actor Client)
{
    /// <summary>Source of records of no known shape; null means <c>import</c>. A vendor's name also decides how every record is read.</summary>
    public string? SourceName { get; init; }

    /// <summary>The sources that the client may append to; null allows those of all own applications, but no vendor's. Nobody may append receipts.</summary>
    public IReadOnlySet<string>? Sources { get; init; }

    /// <summary>Whether the client may append to the vendors' sources without naming them. Default false.</summary>
    public bool IncludesVendors { get; init; }

    /// <summary>Whether records of a source may be appended.</summary>
    public bool MayAppendTo(string source) =>
        source != SourceNames.Annals && ((IncludesVendors && SourceNames.IsReserved(source)) || (Sources?.Contains(source) ?? !SourceNames.IsReserved(source)));

    internal (string Client, string? SourceName) Key => (Client.Id ?? Client.Name, SourceName);

    /// <exception cref="ArgumentException">The source's name cannot be used.</exception>
    internal void Check()
    {
        if (SourceName is { } name && (!SourceNames.IsValid(name) || !MayAppendTo(name)))
        {
            throw new ArgumentException($"\"{name}\" cannot be the source of this client's records: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit, and a source that the client may append to.");
        }
    }
}
