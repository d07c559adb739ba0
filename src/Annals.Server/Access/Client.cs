namespace Annals.Server.Access;

/// <summary>A program that may use the server: its credentials are a client id and a secret of ours.</summary>
/// <param name="Id">Client id, a GUID: the vendors' clients expect one.</param>
/// <param name="Tenant">The tenant it belongs to.</param>
/// <param name="Name">For people and receipts.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Sources">Sources it may append to; empty allows every own application's, vendor sources must be named.</param>
/// <param name="Generation">Counts rotations; tokens of an earlier one are void.</param>
/// <param name="Created">When it was added, UTC.</param>
public sealed record Client(Guid Id, Guid Tenant, string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources, long Generation, DateTimeOffset Created);
