namespace Annals.Archive;

/// <summary>Who works with the archive, as receipts name it (docs/formats/receipts.md).</summary>
/// <param name="Name">Name that people know: of the account, the user or the client.</param>
public sealed record Actor(string Name)
{
    /// <summary>Identity that outlives a change of name; null when there is none.</summary>
    public string? Id { get; init; }

    /// <summary>What kind of actor it is: <c>user</c>, <c>client</c> or <c>account</c> (of the operating system); null leaves it open.</summary>
    public string? Type { get; init; }

    /// <summary>The account that the process runs under.</summary>
    public static Actor Process { get; } = new(Environment.UserName);
}
