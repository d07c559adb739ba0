using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Annals.Testing;

/// <summary>The documentation comments of an assembly, as the compiler wrote them beside it.</summary>
public sealed class DocumentationFile
{
    private readonly Dictionary<string, XElement> members;

    private DocumentationFile(XDocument document) =>
        members = document.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, m => m);

    public static DocumentationFile Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>The summary of a type in one line of Markdown, or null.</summary>
    public string? Summary(Type type) => Part("T:" + Name(type), "summary");

    /// <summary>The remarks of a type in one line of Markdown, or null.</summary>
    public string? Remarks(Type type) => Part("T:" + Name(type), "remarks");

    public string? Summary(PropertyInfo property) => Part($"P:{Name(property.DeclaringType!)}.{property.Name}", "summary");

    public string? Summary(FieldInfo field) => Part($"F:{Name(field.DeclaringType!)}.{field.Name}", "summary");

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private string? Part(string member, string part)
    {
        if (!members.TryGetValue(member, out var element) || element.Element(part) is not { } found)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var node in found.Nodes())
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "see" or "seealso" } see => Code(see.Attribute("cref")?.Value.Split('(')[0].Split('.')[^1] ?? see.Attribute("langword")?.Value ?? ""),
                XElement { Name.LocalName: "c" } code => Code(code.Value),
                XElement other => other.Value,
                XText plain => plain.Value,
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
    }

    private static string Code(string text) => "`" + text + "`";
}
