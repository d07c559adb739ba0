using Annals.Server.Access;

namespace Annals.Server.Accounts;

/// <summary>A person who may sign in.</summary>
/// <param name="Id">Identity, random, never reused.</param>
/// <param name="Tenant">The tenant it belongs to.</param>
/// <param name="Name">The name to sign in with, as receipts show it.</param>
/// <param name="Roles">What it may do, by role (<see cref="Scopes.Roles"/>).</param>
/// <param name="Created">When it was added, UTC.</param>
/// <param name="IsDisabled">Whether it is kept out.</param>
/// <param name="HasPassword">Whether it can sign in with a password; without one it needs a one-time link, or comes from a provider.</param>
/// <param name="Provider">The issuer that vouches for it; null for a user of ours.</param>
public sealed record User(Guid Id, Guid Tenant, string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, bool IsDisabled, bool HasPassword, string? Provider);
