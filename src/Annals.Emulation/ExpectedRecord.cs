namespace Annals.Emulation;

/// <summary>A record that a collector which loses nothing holds in the end.</summary>
/// <param name="Source"><see cref="Publication.Microsoft365"/> or <see cref="Publication.GenesysCloud"/>.</param>
/// <param name="Stream">The content type, or the service.</param>
/// <param name="Id">Its id.</param>
/// <param name="Values">The different values under that id, one for most; each as the SHA-256 of the bytes that may be held for it, lower-case hexadecimal. Empty of Genesys Cloud, whose bytes depend on which operation gave them.</param>
public sealed record ExpectedRecord(string Source, string Stream, string Id, IReadOnlyList<IReadOnlyList<string>> Values);
