namespace Annals.Server.Accounts;

/// <summary>A person's visit, known by a random token in a cookie of which only the hash is kept.</summary>
/// <param name="Id">Names the session in lists; no secret.</param>
/// <param name="User">Who signed in.</param>
/// <param name="Stamp">The user's count of changes when the session began; another one voids it.</param>
/// <param name="Begun">When it began, UTC.</param>
/// <param name="Seen">When it was last used, UTC, to half a minute.</param>
/// <param name="Address">The address it began from.</param>
/// <param name="TokenHash">SHA-256 of the token.</param>
internal sealed record Session(Guid Id, Guid User, long Stamp, DateTimeOffset Begun, DateTimeOffset Seen, string Address, byte[] TokenHash);
