using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>What a request is at the vendor whose interface it is of.</summary>
/// <param name="Operation">Name in reports.</param>
/// <param name="Id">The content or the query that it is about; null for none.</param>
internal readonly record struct VendorCall(string Operation, string? Id = null)
{
    public const string Microsoft365 = "microsoft365.";
    public const string GenesysCloud = "genesys-cloud.";
    public const string FeedToken = Microsoft365 + "token";
    public const string Start = Microsoft365 + "start";
    public const string Stop = Microsoft365 + "stop";
    public const string List = Microsoft365 + "list";
    public const string Content = Microsoft365 + "content";
    public const string Notifications = Microsoft365 + "notifications";
    public const string Blob = Microsoft365 + "blob";
    public const string Names = Microsoft365 + "names";
    public const string AuditToken = GenesysCloud + "token";
    public const string Create = GenesysCloud + "create";
    public const string Status = GenesysCloud + "status";
    public const string Results = GenesysCloud + "results";
    public const string Download = GenesysCloud + "download";
    public const string Realtime = GenesysCloud + "realtime";
    public const string Related = GenesysCloud + "related";
    public const string Mapping = GenesysCloud + "mapping";
    public const string RealtimeMapping = GenesysCloud + "realtime-mapping";
    public const string Other = "other";

    public bool IsFeed => Operation.StartsWith(Microsoft365, StringComparison.Ordinal);

    public bool IsAudits => Operation.StartsWith(GenesysCloud, StringComparison.Ordinal);

    /// <summary>Recognises a request; paths are compared without case.</summary>
    public static VendorCall Of(HttpRequest request)
    {
        // Content ids have no slash, but characters that may come escaped: the path is unescaped already.
        var parts = (request.Path.Value ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["oauth", "token"] => new(AuditToken),
            [_, var name, ..] when Is(name, "oauth2") => new(FeedToken),
            ["api", "v2", "audits", ..] => OfAudits(request.Method, parts),
            [_, var version, _, var activity, var feed, ..] when (Is(version, "v1.0") || Is(version, "v1")) && Is(activity, "activity") && Is(feed, "feed") => OfFeed(parts),
            _ => new(Other),
        };
    }

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static VendorCall OfFeed(string[] parts) => parts switch
    {
        [_, _, _, _, _, var audit, var id] when Is(audit, "audit") => new(Blob, id),
        [_, _, _, _, _, var resources, _] when Is(resources, "resources") => new(Names),
        [_, _, _, _, _, var subscriptions, var name] when Is(subscriptions, "subscriptions") => new(name.ToUpperInvariant() switch
        {
            "START" => Start,
            "STOP" => Stop,
            "LIST" => List,
            "CONTENT" => Content,
            "NOTIFICATIONS" => Notifications,
            _ => Other,
        }),
        _ => new(Other),
    };

    private static VendorCall OfAudits(string method, string[] parts) => (method, parts) switch
    {
        (_, [_, _, _, "downloads", var id]) => new(Download, id),
        ("GET", [_, _, _, "query", "servicemapping"]) => new(Mapping),
        ("GET", [_, _, _, "query", "realtime", "servicemapping"]) => new(RealtimeMapping),
        ("POST", [_, _, _, "query", "realtime", "related"]) => new(Related),
        ("POST", [_, _, _, "query", "realtime"]) => new(Realtime),
        ("POST", [_, _, _, "query"]) => new(Create),
        ("GET", [_, _, _, "query", var id]) => new(Status, id),
        ("GET", [_, _, _, "query", var id, "results"]) => new(Results, id),
        _ => new(Other),
    };
}
