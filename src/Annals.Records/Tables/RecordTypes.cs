using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;

namespace Annals.Records.Tables;

/// <summary>
/// Names and numbers of Microsoft 365 record types. The number is the truth; names are labels on which the vendor's two sources
/// (Microsoft Graph and the Management Activity API) disagree for some numbers.
/// </summary>
/// <remarks>Reference: Microsoft 365, section 7.1. Thread-safe.</remarks>
public static class RecordTypes
{
    private static readonly FrozenDictionary<int, string> Names = EnumTable<AuditLogRecordType>.Known.ToFrozenDictionary(
        type => (int)type,
        type => EnumTable<AuditLogRecordType>.NameOf(type)!);

    private static readonly ReadOnlyMemory<byte>[] Utf8Names = [.. Enumerable.Range(0, Names.Keys.Max() + 1).Select(number => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(NameOf(number) ?? ""))];

    private static readonly FrozenDictionary<string, int> Numbers = Index();

    /// <summary>All known numbers, ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Names.Keys.Order()];

    /// <summary>The name in Microsoft Graph, or null for a number that this version does not know.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static string? NameOf(long number) => number is >= int.MinValue and <= int.MaxValue ? Names.GetValueOrDefault((int)number) : null;

    /// <summary>As <see cref="NameOf"/>, in UTF-8 and without allocation; empty for an unknown number.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static ReadOnlySpan<byte> Utf8NameOf(long number) => number >= 0 && number < Utf8Names.Length ? Utf8Names[(int)number].Span : default;

    /// <summary>The name in the Management Activity API where it is another one, else null.</summary>
    /// <param name="number">Value of RecordType.</param>
    public static string? OtherNameOf(int number) => ActivityApiNames.ByNumber.GetValueOrDefault(number);

    /// <summary>Finds a number by either name, ignoring case; digits are taken as the number itself. Names of Microsoft Graph win.</summary>
    /// <param name="nameOrNumber">For instance ExchangeAdmin or 1.</param>
    /// <param name="number">The number, when true is returned.</param>
    public static bool TryGetNumber(string nameOrNumber, out int number)
    {
        ArgumentNullException.ThrowIfNull(nameOrNumber);
        return int.TryParse(nameOrNumber, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) || Numbers.TryGetValue(nameOrNumber, out number);
    }

    private static FrozenDictionary<string, int> Index()
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (number, name) in Names.Concat(ActivityApiNames.ByNumber.OrderBy(n => n.Key)))
        {
            numbers.TryAdd(name, number);
        }

        return numbers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
