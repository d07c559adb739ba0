using System.Globalization;
using System.Text;
using Annals.Index.Query;

namespace Annals.Server.GenesysCloud;

/// <summary>
/// Writes what the vendor's operations ask for in the product's query language (docs/query.md). Values are quoted where they need to be, so that nothing in them is an operator.
/// The language compares without case, so such a query finds all that is wanted and perhaps more: <see cref="AuditFilterMatch"/> decides.
/// </summary>
internal static class AuditQueryText
{
    private const string Source = "source:genesys-cloud";

    /// <summary>The text of a query.</summary>
    public static string Of(AuditQueryRequest request)
    {
        var text = new StringBuilder(Since(request.Interval.Start)).Append(" occurred<=").Append(Time(request.Interval.End));
        if (request.ServiceName is { } service)
        {
            text.Append(" service:").Append(QueryValue.Exact(service));
        }

        foreach (var filter in request.Filters ?? [])
        {
            text.Append(' ').Append(Term(filter));
        }

        return text.ToString();
    }

    /// <summary>Every audit from a moment on; null for all.</summary>
    public static string Since(DateTimeOffset? start) => Source + Reach(start);

    /// <summary>The audits with an id, in whatever shape they are stored.</summary>
    public static string WithId(string id) => Source + " " + AtAnyShape("id", id);

    /// <summary>The audits with an id, and those that share one of some keys of an action.</summary>
    public static string OfAction(string id, IEnumerable<string> keys) =>
        Source + " (" + string.Join(" OR ", keys.SelectMany(WithKey).Prepend(AtAnyShape("id", id))) + ")";

    /// <summary>A further condition for what is not older than a moment; null adds none.</summary>
    public static string Reach(DateTimeOffset? start) => start is { } from ? " occurred>=" + Time(from) : "";

    private static string Term(AuditFilter filter) => filter.Property switch
    {
        AuditFilterProperty.UserId => "actor:" + QueryValue.Exact(filter.Value),
        AuditFilterProperty.TrusteeOrganizationId => AtAnyShape("userHomeOrgId", filter.Value),
        AuditFilterProperty.ClientId => "application:" + QueryValue.Exact(filter.Value),
        AuditFilterProperty.Action => "action:" + QueryValue.Exact(filter.Value),
        AuditFilterProperty.EntityType => "kind:" + QueryValue.Exact(filter.Value),
        AuditFilterProperty.EntityId => "target:" + QueryValue.Exact(filter.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Property, "There is no such property."),
    };

    private static IEnumerable<string> WithKey(string key) =>
    [
        $"correlation:{QueryValue.Exact(key)}",
        AtAnyShape("initiatingAction.transactionId", key),
        AtAnyShape("context.correlationId", key),
        $"raw.metadata.CorrelationId:{QueryValue.Exact(key)}",
        $"raw.detail.metadata.CorrelationId:{QueryValue.Exact(key)}",
    ];

    private static string AtAnyShape(string path, string value) => $"(raw.{path}:{QueryValue.Exact(value)} OR raw.eventBody.{path}:{QueryValue.Exact(value)} OR raw.detail.eventBody.{path}:{QueryValue.Exact(value)})";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
