using System.Reflection;
using System.Text.Json.Serialization;
using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;
using Annals.Records.Tests.Documentation;
using Annals.Records.Tests.Objects;
using Annals.Testing;

namespace Annals.Records.Tests.Conformance;

/// <summary>Both models against the two published pages that the project started from.</summary>
public sealed class ConformanceTests
{
    private static readonly DocumentationFile Documentation = DocumentationFile.Of(typeof(RecordObject).Assembly);

    [Fact]
    public void All_17_members_of_the_Microsoft_365_record_are_there_with_name_type_flag_and_documentation()
    {
        var rows = Read("microsoft365-record.tsv");

        Assert.Equal(17, rows.Count);
        foreach (var row in rows)
        {
            var model = typeof(AuditRecord).Assembly.GetType("Annals.Records.Microsoft365." + row[4], throwOnError: true)!;
            var property = model.GetProperty(row[1], BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
            var member = Reach.SchemaOf(model).Members.Single(m => m.Name == row[1]);

            Assert.True(property is not null, row[1]);
            Assert.Equal((row[1], row[2]), (row[1], ModelPages.TypeName(property.PropertyType)));
            Assert.Equal((row[1], row[3]), (row[1], member.IsMandatory ? "yes" : "no"));
            Assert.False(member.IsObserved);
            Assert.True(Documentation.Summary(property) is { Length: > 10 }, row[1]);
            Assert.Equal((row[1], row[3] == "yes"), (row[1], Documentation.Summary(property)!.Contains("Mandatory.", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void All_15_members_of_the_Genesys_Cloud_audit_are_there_with_name_type_and_documentation()
    {
        var rows = Read("genesys-auditlogmessage.tsv");

        Assert.Equal(15, rows.Count);
        foreach (var row in rows)
        {
            var member = AuditLogMessage.OwnSchema.Members.Single(m => m.Name == row[0]);
            var property = ModelPages.PropertyOf(typeof(AuditLogMessage), member);

            Assert.Equal((row[0], row[2]), (row[0], ModelPages.TypeName(property.PropertyType)));
            Assert.False(member.IsMandatory);
            Assert.True(Documentation.Summary(property) is { Length: > 10 }, row[0]);
        }
    }

    [Theory]
    [InlineData("ServiceNameEnum", typeof(AuditService), 39)]
    [InlineData("ActionEnum", typeof(AuditAction), 81)]
    [InlineData("EntityTypeEnum", typeof(AuditEntityType), 169)]
    [InlineData("LevelEnum", typeof(AuditLevel), 2)]
    [InlineData("StatusEnum", typeof(AuditStatus), 3)]
    public void All_values_of_the_five_enumerations_are_there_with_the_placeholder(string name, Type type, int count)
    {
        var values = Read("genesys-auditlogmessage-enumerations.tsv").Where(r => r[0] == name).Select(r => r[2]).ToList();
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name);

        Assert.Equal(count, values.Count - 1);
        Assert.Equal("OutdatedSdkVersion", values[0]);
        Assert.All(values, v => Assert.True(Documentation.Summary(fields[v]) is { Length: > 10 }, v));
        Assert.Equal(0, fields["OutdatedSdkVersion"].GetRawConstantValue());
    }

    private static List<string[]> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests/Annals.Records.Tests/Conformance", name)).Where(l => !l.StartsWith('#')).Select(l => l.Split('\t'))];
}
