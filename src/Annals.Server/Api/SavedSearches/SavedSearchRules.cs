using Annals.Archive;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;

namespace Annals.Server.Api.SavedSearches;

/// <summary>What a saved search may hold.</summary>
internal static class SavedSearchRules
{
    public const int PerOwnerMax = 200;
    private const int NameLengthMax = 100;
    private const int DescriptionLengthMax = 1_000;
    private const int ColumnsMax = 40;
    private const int ColumnLengthMax = 100;

    /// <summary>What is asked, checked and with its query in canonical form.</summary>
    /// <exception cref="RequestException">Something is not usable; the first such thing is named.</exception>
    /// <exception cref="Annals.Index.Query.QuerySyntaxException">The query cannot be read.</exception>
    public static SavedSearchContent Check(Tenant tenant, SavedSearchRequest asked)
    {
        var name = asked.Name.Trim();
        if (name.Length is 0 or > NameLengthMax || name.Any(char.IsControl))
        {
            throw RequestException.BadRequest($"name has 1 to {NameLengthMax} characters and no control characters.");
        }

        if (asked.Description.Length > DescriptionLengthMax)
        {
            throw RequestException.BadRequest($"description has at most {DescriptionLengthMax} characters.");
        }

        var columns = asked.Columns ?? [];
        if (columns.Count > ColumnsMax || columns.Any(column => !IsColumn(column)) || columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw RequestException.BadRequest($"columns are at most {ColumnsMax} different names of fields, or paths such as raw.Parameters, without spaces.");
        }

        var from = Given(asked.From);
        var to = Given(asked.To);
        SearchParameters.Query(tenant, asked.Query, from, to);
        return new SavedSearchContent(name, asked.Description, tenant.Parse(asked.Query).ToString(), columns, from, to, asked.Shared);
    }

    private static bool IsColumn(string? column) => column is { Length: > 0 and <= ColumnLengthMax } && !column.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
