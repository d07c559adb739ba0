namespace Annals.Archive.Ids;

/// <summary>What binds the files of one set of tables to each other and to their log.</summary>
/// <param name="Log">The log's GUID.</param>
/// <param name="Made">A random number made together with the set, so that a file of an earlier set is not taken for one of this.</param>
internal readonly record struct IdTableSet(Guid Log, Guid Made);
