using Annals.Records.Tests.Objects;
using Annals.Testing;

namespace Annals.Records.Tests.Documentation;

public sealed class ModelPagesTests
{
    [Theory]
    [InlineData("microsoft365", "Microsoft 365", "Annals.Records.Microsoft365")]
    [InlineData("genesys-cloud", "Genesys Cloud", "Annals.Records.GenesysCloud")]
    [InlineData("applications", "Own applications", "Annals.Records.Applications")]
    public void Member_tables_are_those_of_the_models(string page, string title, string space) =>
        Golden.Check($"docs/records/{page}.md", new ModelPages().Models(title, space));

    [Theory]
    [InlineData("microsoft365-enumerations", "Microsoft 365", "Annals.Records.Microsoft365")]
    [InlineData("genesys-cloud-enumerations", "Genesys Cloud", "Annals.Records.GenesysCloud")]
    public void Enumeration_tables_are_those_of_the_models(string page, string title, string space) =>
        Golden.Check($"docs/records/{page}.md", new ModelPages().Enumerations(title, space));

    [Fact]
    public void Every_model_and_every_member_is_documented_and_in_its_schema()
    {
        var documentation = DocumentationFile.Of(typeof(Records.Objects.RecordObject).Assembly);
        foreach (var type in Reach.AllModels)
        {
            Assert.NotNull(documentation.Summary(type));
            Assert.StartsWith("Reference: ", documentation.Remarks(type), StringComparison.Ordinal);
            var schema = Reach.SchemaOf(type);
            var shown = schema.AllMembers.Select(m => ModelPages.PropertyOf(type, m)).ToList();

            Assert.All(shown, p => Assert.True(documentation.Summary(p) is { Length: > 10 }, $"{type.Name}.{p.Name}"));
            Assert.Equal(Reach.Properties(type).Select(p => p.Name).Order(StringComparer.Ordinal), shown.Select(p => p.Name).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_type_of_every_property_is_that_of_its_schema()
    {
        foreach (var type in Reach.AllModels)
        {
            foreach (var member in Reach.SchemaOf(type).Members)
            {
                var shown = ModelPages.TypeName(ModelPages.PropertyOf(type, member).PropertyType);
                Assert.Equal((type.Name, member.Name, member.Kind), (type.Name, member.Name, KindOf(shown)));
            }
        }
    }

    private static Records.Objects.MemberKind KindOf(string shown) => shown switch
    {
        "text" => Records.Objects.MemberKind.Text,
        "boolean" => Records.Objects.MemberKind.Flag,
        "Int32" => Records.Objects.MemberKind.Int32,
        "Int64" => Records.Objects.MemberKind.Int64,
        "GUID" => Records.Objects.MemberKind.Guid,
        "time" => Records.Objects.MemberKind.Time,
        "any JSON" => Records.Objects.MemberKind.Any,
        "list of text" => Records.Objects.MemberKind.TextList,
        "map of text to text" => Records.Objects.MemberKind.TextMap,
        _ when shown.StartsWith("enumeration ", StringComparison.Ordinal) => Records.Objects.MemberKind.Enum,
        _ when shown.StartsWith("list of ", StringComparison.Ordinal) => Records.Objects.MemberKind.ObjectList,
        _ => Records.Objects.MemberKind.Object,
    };
}
