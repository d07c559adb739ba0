namespace Annals.Index.Query;

/// <summary>What a condition is about: a normalised field or a path.</summary>
/// <param name="Field">The field; null = a path.</param>
/// <param name="Path">The path; null = a field.</param>
/// <param name="Name">As the query writes it, for messages.</param>
internal sealed record QuerySubject(QueryField? Field, RecordPath? Path, string Name)
{
    public static QuerySubject Of(PathReader path, string written) =>
        !path.IsRaw && path.Segments.Count == 1 && FieldTable.TryFind(path.Segments[0], out var field)
            ? new QuerySubject(field, null, written)
            : new QuerySubject(null, new RecordPath(new ValueList<string>([.. path.Segments])), written);

    public QueryNode With(Condition condition) => Field is { } field ? new FieldNode(field, condition) : new PathNode(Path!, condition);
}
