namespace Annals.Emulation;

/// <summary>Something that a client must not do and did.</summary>
/// <param name="Kind"><c>no-publisher</c>, <c>token-at-foreign-host</c>, <c>too-many-requests</c> or <c>start-too-soon</c>.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">The first of them, in words.</param>
public sealed record Violation(string Kind, long Count, IReadOnlyList<string> Examples);
