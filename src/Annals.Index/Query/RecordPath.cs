namespace Annals.Index.Query;

/// <summary>Member names from the root of a record downwards, case-sensitive. Arrays on the way are transparent. At least one segment.</summary>
internal sealed record RecordPath(ValueList<string> Segments);
