namespace Annals.Archive;

/// <summary>A change of who may use a tenant, as its receipt names it (docs/formats/receipts.md, <c>access.changed</c>). Holds no secret.</summary>
/// <param name="Id">Identity of the change, random; its receipt is written once.</param>
/// <param name="Time">When it was made, UTC.</param>
/// <param name="By">Who made it.</param>
/// <param name="Change">What was done, such as <c>client.added</c>.</param>
/// <param name="TargetId">Identity of the client or user.</param>
/// <param name="TargetName">Its name.</param>
public sealed record AccessChange(Guid Id, DateTimeOffset Time, Actor By, string Change, string TargetId, string TargetName)
{
    /// <summary>Scopes that a client has since then; null where the change is not about them.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Sources that a client may append to since then; null where the change is not about them.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Roles that a user has since then; null where the change is not about them.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Whether a user is kept out since then; null where the change is not about it.</summary>
    public bool? Disabled { get; init; }
}
