using System.Text.Json;

namespace Annals.Records.Tests.Objects;

/// <summary>Compares JSON by value for these tests, with nothing of the product: members in any order, numbers by their text, duplicates as a bag.</summary>
internal static class JsonValues
{
    public static string Normal(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var open = new Stack<(bool IsObject, List<string> Parts, string? Name)>();
        var result = "";
        string? name = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = Units(reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((reader.TokenType == JsonTokenType.StartObject, [], name));
                    name = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var closed = open.Pop();
                    if (closed.IsObject)
                    {
                        closed.Parts.Sort(StringComparer.Ordinal);
                    }

                    Add(closed.Name, (closed.IsObject ? "{" : "[") + string.Join(",", closed.Parts) + (closed.IsObject ? "}" : "]"));
                    break;
                case JsonTokenType.String:
                    Add(name, "\"" + Units(reader.ValueSpan) + "\"");
                    name = null;
                    break;
                default:
                    Add(name, System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                    name = null;
                    break;
            }
        }

        return result;

        void Add(string? member, string value)
        {
            var part = member is null ? value : $"\"{member}\":{value}";
            if (open.TryPeek(out var parent))
            {
                parent.Parts.Add(part);
            }
            else
            {
                result = part;
            }
        }
    }

    /// <summary>UTF-16 units in a spelling of our own, so that escapes and raw characters compare equal.</summary>
    private static string Units(ReadOnlySpan<byte> inner)
    {
        var text = System.Text.Encoding.UTF8.GetString(inner);
        var units = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit == '\\')
            {
                i++;
                unit = text[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'u' => (char)Convert.ToUInt16(text.Substring(i + 1, 4), 16), var plain => plain };
                i += text[i] == 'u' ? 4 : 0;
            }

            units.Append(unit is >= ' ' and <= '~' and not '"' ? unit.ToString() : $"<{(int)unit:x4}>");
        }

        return units.ToString();
    }
}
