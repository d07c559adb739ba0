using System.Collections.Frozen;

namespace Annals.Index.Query;

/// <summary>Names and aliases of the normalised fields. Lower case only: <c>Operation</c> is a member of the record, <c>operation</c> the field.</summary>
internal static class FieldTable
{
    private static readonly FrozenDictionary<string, QueryField> Fields = Enum.GetValues<QueryField>()
        .Select(field => KeyValuePair.Create(NameOf(field), field))
        .Concat(
        [
            KeyValuePair.Create("user", QueryField.Actor),
            KeyValuePair.Create("operation", QueryField.Action),
            KeyValuePair.Create("entity", QueryField.Target),
            KeyValuePair.Create("status", QueryField.Outcome),
        ])
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Canonical names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<QueryField>().Select(NameOf)];

    public static string NameOf(QueryField field) => field switch
    {
        QueryField.Source => "source",
        QueryField.Action => "action",
        QueryField.Service => "service",
        QueryField.Kind => "kind",
        QueryField.Actor => "actor",
        QueryField.Target => "target",
        QueryField.Ip => "ip",
        QueryField.Outcome => "outcome",
        QueryField.Application => "application",
        QueryField.Session => "session",
        QueryField.Correlation => "correlation",
        QueryField.Occurred => "occurred",
        QueryField.Recorded => "recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
    };

    /// <summary>The field of a name or alias, compared exactly.</summary>
    public static bool TryFind(string name, out QueryField field) => Fields.TryGetValue(name, out field);

    public static bool IsTime(QueryField field) => field is QueryField.Occurred or QueryField.Recorded;
}
