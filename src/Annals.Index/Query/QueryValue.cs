namespace Annals.Index.Query;

/// <summary>Writes values into the text of a query.</summary>
public static class QueryValue
{
    /// <summary>A value as it stands behind the colon of a field: quoted where it needs to be, so that it is one value and nothing but a value.</summary>
    /// <param name="value">Any text that is not empty.</param>
    public static string Exact(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return QueryQuoting.Value(new TextPattern([value]));
    }
}
