using System.Globalization;
using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Tables;

namespace Annals.Records.Tests.Tables;

public sealed class EnumTableTests
{
    [Theory]
    [InlineData("genesys-services.tsv", typeof(AuditService))]
    [InlineData("genesys-actions.tsv", typeof(AuditAction))]
    [InlineData("genesys-entity-types.tsv", typeof(AuditEntityType))]
    [InlineData("genesys-levels.tsv", typeof(AuditLevel))]
    [InlineData("genesys-statuses.tsv", typeof(AuditStatus))]
    public void Genesys_enumeration_is_its_table_and_the_placeholder(string table, Type type)
    {
        var expected = TableFile.Read(table).Select(r => r[0]).Prepend("OutdatedSdkVersion");

        Assert.Equal(expected, WireNames(type).Select(m => m.Wire));
    }

    [Fact]
    public void Microsoft_365_enumerations_are_their_table()
    {
        foreach (var group in TableFile.Read("microsoft365-enumerations.tsv").GroupBy(r => r[0]))
        {
            var type = typeof(UserType).Assembly.GetType("Annals.Records.Microsoft365." + group.Key, throwOnError: true)!;
            var members = WireNames(type).Where(m => m.Wire != "OutdatedSdkVersion").ToDictionary(m => m.Wire, m => m.Number);

            Assert.Equal(group.Select(r => r[1]).Order(StringComparer.Ordinal), members.Keys.Order(StringComparer.Ordinal));
            Assert.All(group.Where(r => r[2].Length > 0), r => Assert.Equal(long.Parse(r[2], CultureInfo.InvariantCulture), members[r[1]]));
        }
    }

    [Fact]
    public void Record_type_enumeration_is_its_table()
    {
        var rows = TableFile.Read("microsoft365-record-types.tsv");
        var members = WireNames(typeof(AuditLogRecordType)).Where(m => m.Wire != "OutdatedSdkVersion").ToDictionary(m => m.Number, m => m.Wire);

        Assert.Equal(472, rows.Count);
        Assert.Equal(rows.Select(Number), members.Keys.Order());

        // A name of the Management Activity API that Microsoft Graph has for another number can be no member's.
        Assert.All(rows, r => Assert.Equal(r[1].Length > 0 ? r[1] : $"{r[2]} ({r[0]})", members[Number(r)]));
    }

    [Fact]
    public void Record_types_have_the_numbers_and_both_names_of_their_table()
    {
        var rows = TableFile.Read("microsoft365-record-types.tsv");

        Assert.Equal(rows.Select(Number), RecordTypes.All.Select(n => (long)n));
        Assert.All(rows, r => Assert.Equal(r[1].Length > 0 ? r[1] : r[2], RecordTypes.NameOf(Number(r))));
        Assert.All(rows, r => Assert.Equal(RecordTypes.NameOf(Number(r)), System.Text.Encoding.UTF8.GetString(RecordTypes.Utf8NameOf(Number(r)))));
        Assert.All(rows.Where(r => r[2].Length > 0 && r[1].Length > 0), r => Assert.Equal(r[2], RecordTypes.OtherNameOf((int)Number(r)) ?? r[1]));
    }

    [Theory]
    [InlineData("ExchangeAdmin", 1)]
    [InlineData("exchangeadmin", 1)]
    [InlineData("Viva Engage", 22)]
    [InlineData("Yammer", 22)]
    [InlineData("SentinelKQLOnLake", 379)]
    [InlineData("-1", -1)]
    public void A_record_type_is_found_by_either_name_or_its_digits(string text, int number)
    {
        Assert.True(RecordTypes.TryGetNumber(text, out var found));
        Assert.Equal(number, found);
    }

    [Fact]
    public void An_unknown_record_type_has_no_name()
    {
        Assert.Null(RecordTypes.NameOf(26));
        Assert.Null(RecordTypes.NameOf(long.MaxValue));
        Assert.True(RecordTypes.Utf8NameOf(-1).IsEmpty);
        Assert.True(RecordTypes.Utf8NameOf(99999).IsEmpty);
        Assert.Equal("AzureActiveDirectory"u8.ToArray(), RecordTypes.Utf8NameOf(8).ToArray());
    }

    private static long Number(string[] row) => long.Parse(row[0], CultureInfo.InvariantCulture);

    private static IEnumerable<(string Wire, long Number)> WireNames(Type type) => type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(f =>
        (f.GetCustomAttributes(false).OfType<System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute>().SingleOrDefault()?.Name ?? f.Name, Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)));
}
