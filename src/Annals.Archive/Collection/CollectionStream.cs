namespace Annals.Archive;

/// <summary>One row of content that a connection collects for itself: a content type of Microsoft 365, a service of Genesys Cloud.</summary>
/// <param name="Connection">Name of the connection.</param>
/// <param name="Name">The vendor's name of the content type or service.</param>
public readonly record struct CollectionStream(string Connection, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Connection}/{Name}";
}
