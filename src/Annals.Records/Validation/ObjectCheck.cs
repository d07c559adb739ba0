using System.Text.Json;
using Annals.Records.Objects;

namespace Annals.Records.Validation;

/// <summary>Checks the members of one object; objects within are handed on.</summary>
internal sealed class ObjectCheck(ObjectSchema schema, string path, bool judgesDrift, List<Finding> findings, Action<RawJson, ObjectSchema, string> handOn)
{
    public void Run(RawJson value)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in ObjectScanner.Members(value))
        {
            var place = path.Length == 0 ? slot.Name : $"{path}.{slot.Name}";
            if (schema.Find(slot.Name) is { } member)
            {
                if (slot.Raw.Kind != JsonValueKind.Null)
                {
                    present.Add(member.Name);
                    Check(slot.Raw, member, place);
                }
            }
            else if (judgesDrift && present.Add(slot.Name))
            {
                Add(place, FindingRule.UnknownMember, schema, "The schema has no such member.");
            }
        }

        foreach (var member in schema.AllMembers.Where(m => m.IsMandatory && !present.Contains(m.Name)))
        {
            Add(path.Length == 0 ? member.Name : $"{path}.{member.Name}", FindingRule.MandatoryMissing, schema.OwnerOf(member), "The schema says that it is always there, but it is absent or null.");
        }
    }

    private void Check(RawJson value, MemberSchema member, string place)
    {
        if (member.AlsoKinds.Contains(value.Kind))
        {
            return;
        }

        switch (member.Kind)
        {
            case MemberKind.Enum:
                CheckEnumeration(value, member, place);
                break;
            case MemberKind.Object when value.Kind == JsonValueKind.Object:
                handOn(value, member.Element!, place);
                break;
            case MemberKind.ObjectList or MemberKind.TextList when value.Kind == JsonValueKind.Array:
                CheckElements(value, member, place);
                break;
            case MemberKind.TextMap when value.Kind == JsonValueKind.Object:
                ExpectTexts(ObjectScanner.Members(value).Select(m => ($"{place}.{m.Name}", m.Raw)), member);
                break;
            default:
                Expect(IsAsDocumented(value, member.Kind), value, member, place);
                break;
        }
    }

    private void CheckElements(RawJson value, MemberSchema member, string place)
    {
        var elements = ObjectScanner.Elements(value).Select((e, i) => ($"{place}[{i}]", e));
        if (member.Kind == MemberKind.TextList)
        {
            ExpectTexts(elements, member);
            return;
        }

        foreach (var (at, element) in elements)
        {
            if (element.Kind == JsonValueKind.Object)
            {
                handOn(element, member.Element!, at);
            }
            else
            {
                Add(at, FindingRule.WrongType, schema.OwnerOf(member), $"The schema has objects here, the record has {Word(element.Kind)}.");
            }
        }
    }

    private void ExpectTexts(IEnumerable<(string Place, RawJson Value)> values, MemberSchema member)
    {
        foreach (var (place, value) in values.Where(v => v.Value.Kind is not (JsonValueKind.String or JsonValueKind.Null)))
        {
            Add(place, FindingRule.WrongType, schema.OwnerOf(member), $"The schema has text here, the record has {Word(value.Kind)}.");
        }
    }

    private void CheckEnumeration(RawJson value, MemberSchema member, string place)
    {
        switch (member.Enumeration!(value))
        {
            case EnumVerdict.Unknown:
                Add(place, FindingRule.UnknownValue, schema.OwnerOf(member), $"The value {value.Text()} is not known to this version; it is kept as it is.");
                break;
            case EnumVerdict.LostUpstream:
                Add(place, FindingRule.LostUpstream, schema.OwnerOf(member), $"The value {value.Text()} is a placeholder that some program wrote in place of a value it did not know; the true value is lost.");
                break;
            case EnumVerdict.WrongType:
                Expect(false, value, member, place);
                break;
        }
    }

    private void Expect(bool isAsDocumented, RawJson value, MemberSchema member, string place)
    {
        if (!isAsDocumented)
        {
            var detail = value.Kind == JsonValueKind.String ? "text of another form" : Word(value.Kind);
            Add(place, FindingRule.WrongType, schema.OwnerOf(member), $"The schema has {Word(member.Kind)} here, the record has {detail}.");
        }
    }

    private void Add(string place, FindingRule rule, ObjectSchema owner, string message) => findings.Add(new Finding(place, rule, owner.Name, message));

    private static bool IsAsDocumented(RawJson value, MemberKind kind) => kind switch
    {
        MemberKind.Any => true,
        MemberKind.Text => value.Kind == JsonValueKind.String,
        MemberKind.Flag => value.Kind is JsonValueKind.True or JsonValueKind.False,
        MemberKind.Int32 => value.Kind == JsonValueKind.Number && int.TryParse(value.Utf8.Span, System.Globalization.CultureInfo.InvariantCulture, out _),
        MemberKind.Int64 => value.Kind == JsonValueKind.Number && long.TryParse(value.Utf8.Span, System.Globalization.CultureInfo.InvariantCulture, out _),
        MemberKind.Guid => value.Kind == JsonValueKind.String && Guid.TryParse(value.Text(), out _),
        MemberKind.Time => value.Kind == JsonValueKind.String && WireTime.Read(value.Text()) is not null,
        _ => false,
    };

    private static string Word(MemberKind kind) => kind switch
    {
        MemberKind.Text => "text",
        MemberKind.Flag => "true or false",
        MemberKind.Int32 or MemberKind.Int64 => "a whole number",
        MemberKind.Guid => "a GUID",
        MemberKind.Time => "a time",
        MemberKind.Enum => "a name or a number",
        MemberKind.Object or MemberKind.TextMap => "an object",
        _ => "a list",
    };

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => "null",
    };
}
