namespace Annals.Records.Events;

/// <summary>One changed property that a record names.</summary>
/// <param name="Property">Its name, in the vendor's word.</param>
/// <param name="Old">Values before; empty when the record gives none. A value that is no text is its JSON text.</param>
/// <param name="New">Values after; empty when the record gives none.</param>
/// <remarks>Lists, because one vendor has several values on a side; the same property may be changed more than once, in order.</remarks>
public sealed record AuditChange(string Property, IReadOnlyList<string> Old, IReadOnlyList<string> New);
