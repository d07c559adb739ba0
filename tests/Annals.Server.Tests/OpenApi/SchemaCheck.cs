using System.Text.Json;

namespace Annals.Server.Tests.OpenApi;

/// <summary>Compares answers with the schemas of the document: types, members that must be there, members that nobody told of.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What does not fit, by place; empty when all does.</summary>
    public IReadOnlyList<string> Check(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices))
        {
            if (!choices.EnumerateArray().Any(choice => Fits(choice, value, place)))
            {
                faults.Add($"{place}: {value.ValueKind} fits none of the choices");
            }

            return;
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(NameOf(value)) && !(NameOf(value) == "integer" && Types(type).Contains("number")))
        {
            faults.Add($"{place}: {NameOf(value)} instead of {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
        {
            faults.Add($"{place}: {value} is none of {allowed}");
        }

        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var members))
        {
            CheckMembers(schema, members, value, place, faults);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var i = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, $"{place}[{i++}]", faults);
            }
        }
    }

    private void CheckMembers(JsonElement schema, JsonElement members, JsonElement value, string place, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}: {name} is missing"));
        }

        foreach (var member in value.EnumerateObject())
        {
            if (members.TryGetProperty(member.Name, out var known))
            {
                Check(known, member.Value, $"{place}.{member.Name}", faults);
            }
            else
            {
                faults.Add($"{place}: nobody told of {member.Name}");
            }
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, string place)
    {
        var faults = new List<string>();
        Check(schema, value, place, faults);
        return faults.Count == 0;
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (part, name) => part.GetProperty(name));
        }

        return schema;
    }

    private static IReadOnlyList<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString())] : [type.GetString()];

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
