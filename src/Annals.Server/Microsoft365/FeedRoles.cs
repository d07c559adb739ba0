namespace Annals.Server.Microsoft365;

/// <summary>Application roles of the vendor, as its clients read them in a token. What a caller may do is decided by its scopes.</summary>
internal static class FeedRoles
{
    public const string Read = "ActivityFeed.Read";
    public const string ReadDlp = "ActivityFeed.ReadDlp";
}
