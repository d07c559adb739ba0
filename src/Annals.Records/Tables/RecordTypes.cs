using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Annals.Records.Tables;

/// <summary>
/// Names and numbers of Microsoft 365 record types, all from microsoft365-record-types.tsv. The number is the truth; names are labels on
/// which the vendor's two sources (Microsoft Graph and the Management Activity API) disagree for some numbers. New numbers come often.
/// </summary>
/// <remarks>Reference: Microsoft Graph, auditLogRecordType; Office 365 Management Activity API schema, enumeration AuditLogRecordType. Thread-safe.</remarks>
public static class RecordTypes
{
    private static readonly Row?[] Rows = Read();

    /// <summary>The names as UTF-8, beside the rows because the event view asks for one with every record.</summary>
    private static readonly byte[]?[] Utf8Names = [.. Rows.Select(row => row is null ? null : Encoding.UTF8.GetBytes(row.Name))];

    /// <summary>All known numbers, ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, Rows.Length).Where(number => Rows[number] is not null)];

    /// <summary>The name in Microsoft Graph, or that of the Management Activity API where Graph has none; null for a number that this version does not know.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static string? NameOf(long number) => Find(number)?.Name;

    /// <summary>As <see cref="NameOf"/>, in UTF-8 and without allocation; empty for an unknown number.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static ReadOnlySpan<byte> Utf8NameOf(long number) => number >= 0 && number < Utf8Names.Length ? Utf8Names[number] : default(ReadOnlySpan<byte>);

    /// <summary>The name in the Management Activity API where it is another one than in Microsoft Graph, else null.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static string? OtherNameOf(int number) => Find(number)?.OtherName;

    /// <summary>Finds a number by either name, ignoring case; digits are taken as the number itself. Names of Microsoft Graph win.</summary>
    /// <param name="nameOrNumber">For instance ExchangeAdmin or 1.</param>
    /// <param name="number">The number, when true is returned.</param>
    public static bool TryGetNumber(string nameOrNumber, out int number)
    {
        ArgumentNullException.ThrowIfNull(nameOrNumber);
        return int.TryParse(nameOrNumber, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) || ByName.Numbers.TryGetValue(nameOrNumber, out number);
    }

    private static Row? Find(long number) => number >= 0 && number < Rows.Length ? Rows[number] : null;

    private static Row?[] Read()
    {
        using var lines = new StreamReader(typeof(RecordTypes).Assembly.GetManifestResourceStream("microsoft365-record-types.tsv")!);
        var rows = new List<Row?>();
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var cells = line.Split('\t');
            var number = int.Parse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture);
            while (rows.Count <= number)
            {
                rows.Add(null);
            }

            rows[number] = Row.Of(graph: cells[1], activityApi: cells[2]);
        }

        return [.. rows];
    }

    private sealed record Row(string Name, string? OtherName, bool IsOfGraph)
    {
        public static Row Of(string graph, string activityApi) =>
            new(graph.Length > 0 ? graph : activityApi, activityApi.Length > 0 && activityApi != graph ? activityApi : null, graph.Length > 0);
    }

    /// <summary>Made when somebody asks by name: few programs do.</summary>
    private static class ByName
    {
        public static readonly FrozenDictionary<string, int> Numbers = Index();

        private static FrozenDictionary<string, int> Index()
        {
            var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            foreach (var number in All.Where(n => Rows[n]!.IsOfGraph))
            {
                numbers.TryAdd(Rows[number]!.Name, number);
            }

            foreach (var number in All.Where(n => Rows[n]!.OtherName is not null))
            {
                numbers.TryAdd(Rows[number]!.OtherName!, number);
            }

            return numbers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }
    }
}
