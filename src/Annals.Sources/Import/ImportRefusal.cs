namespace Annals.Sources.Import;

/// <summary>Something that could not be read as a record and was left out; everything around it was read.</summary>
/// <param name="Place">Where it begins.</param>
/// <param name="Reason">Why, as a sentence for people. Holds no content of the file.</param>
public sealed record ImportRefusal(ImportPlace Place, string Reason);
