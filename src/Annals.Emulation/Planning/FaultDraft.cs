namespace Annals.Emulation;

/// <summary>A fault while its plan is made.</summary>
internal sealed record FaultDraft(string Name, string Kind, DateTimeOffset From, DateTimeOffset To)
{
    public string? Stream { get; init; }

    public PublicationDraft? Publication { get; init; }

    /// <summary>A publication that is named in the details, when its number is known.</summary>
    public PublicationDraft? Other { get; init; }

    public Dictionary<string, string> Details { get; init; } = [];
}
