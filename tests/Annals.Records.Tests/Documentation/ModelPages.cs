using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;
using Annals.Records.Tests.Objects;
using Annals.Testing;

namespace Annals.Records.Tests.Documentation;

/// <summary>Makes the pages of docs/records from the schemas and the documentation comments of the models.</summary>
internal sealed class ModelPages
{
    private readonly DocumentationFile documentation = DocumentationFile.Of(typeof(RecordObject).Assembly);

    public string Models(string title, string space)
    {
        var page = new StringBuilder($"# {title}: members of the models\n\nMade from the documentation comments by a test; do not edit. How to read it: [README](README.md).\n");
        foreach (var type in Reach.AllModels.Where(t => t.Namespace == space).OrderBy(Depth).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            var schema = Reach.SchemaOf(type);
            page.Append(CultureInfo.InvariantCulture, $"\n## {type.Name}\n\n{documentation.Summary(type)}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"Schema: {schema.Name}{(schema.Parent is { } parent ? $", extends {parent.Name} (`{type.BaseType!.Name}`)" : "")}. Source: {schema.Source}.\n\n");
            page.Append("| member | type | mandatory | meaning | source |\n|---|---|---|---|---|\n");
            foreach (var member in schema.Members)
            {
                var property = PropertyOf(type, member);
                var meaning = documentation.Summary(property)!.Replace(" Mandatory.", "", StringComparison.Ordinal).Replace(" Not documented, met in real records.", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
                page.Append(CultureInfo.InvariantCulture, $"| {member.Name}{(member.DocumentedName is { } other ? $" (documented as {other})" : "")} | {TypeName(property.PropertyType)} | {(member.IsMandatory ? "yes" : "no")} | {meaning} | {(member.IsObserved ? "real records" : Section(schema.Source))} |\n");
            }
        }

        return page.ToString();
    }

    public string Enumerations(string title, string space)
    {
        var page = new StringBuilder($"# {title}: enumerations\n\nMade from the documentation comments by a test; do not edit. How to read it: [README](README.md).\n");

        // The streams of the feed are no member of any record.
        foreach (var type in typeof(RecordObject).Assembly.GetExportedTypes().Where(t => t.IsEnum && t.Namespace == space && t != typeof(ContentType)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            var isNumbered = type.IsDefined(typeof(NumberedEnumAttribute));
            page.Append(CultureInfo.InvariantCulture, $"\n## {type.Name}\n\n{documentation.Summary(type)} {documentation.Remarks(type)}\n\n| value on the wire | {(isNumbered ? "number | " : "")}meaning |\n|---|---|{(isNumbered ? "---|" : "")}\n");
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.Name != "OutdatedSdkVersion"))
            {
                var number = Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture);
                var name = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
                page.Append(CultureInfo.InvariantCulture, $"| {name} | {(isNumbered ? (number > OpenEnum.LastOwnNumber ? number : "–") + " | " : "")}{documentation.Summary(field)} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The property that shows a member: named like it, but for a capital or a hyphen.</summary>
    public static PropertyInfo PropertyOf(Type model, MemberSchema member) =>
        Reach.Properties(model).Single(p => string.Equals(p.Name, member.Name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    public static string TypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return TypeName(underlying);
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments().Select(TypeName).ToArray();
            return type.GetGenericTypeDefinition() == typeof(OpenEnum<>) ? "enumeration " + arguments[0] : type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? "list of " + arguments[0] : "map of text to text";
        }

        return type == typeof(string) ? "text" : type == typeof(bool) ? "boolean" : type == typeof(int) ? "Int32" : type == typeof(long) ? "Int64" : type == typeof(Guid) ? "GUID"
            : type == typeof(DateTimeOffset) ? "time" : type == typeof(System.Text.Json.JsonElement) ? "any JSON" : type.Name;
    }

    private static string Section(string source) => source.Split(", ") is [_, var section, ..] ? section : source;

    private static int Depth(Type type) => type.BaseType == typeof(RecordObject) ? (type.Name is "AuditRecord" or "AuditLogMessage" or "ApplicationRecord" ? 0 : 9) : 1 + Depth(type.BaseType!);
}
