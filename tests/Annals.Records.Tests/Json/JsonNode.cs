using System.Globalization;
using System.Text;

namespace Annals.Records.Tests.Json;

/// <summary>A JSON value as a tree, which can be written in many spellings. Test code: kept apart from the code under test.</summary>
internal abstract record JsonNode
{
    public sealed record Text(string Units) : JsonNode;

    public sealed record Bare(string Token) : JsonNode;

    public sealed record List(JsonNode[] Elements) : JsonNode;

    public sealed record Map(KeyValuePair<string, JsonNode>[] Members) : JsonNode;

    public static JsonNode Random(Random random, int depth)
    {
        return random.Next(depth > 0 ? 6 : 4) switch
        {
            0 or 1 => new Text(RandomUnits(random)),
            2 => new Bare(RandomNumber(random)),
            3 => new Bare(((string[])["true", "false", "null"])[random.Next(3)]),
            4 => new List([.. Enumerable.Range(0, random.Next(4)).Select(_ => Random(random, depth - 1))]),
            _ => RandomMap(random, depth - 1),
        };
    }

    public static Map RandomMap(Random random, int depth) =>
        new([.. Enumerable.Range(0, random.Next(6)).Select(_ => KeyValuePair.Create(random.Next(3) == 0 ? "ab"[random.Next(2)].ToString() : RandomUnits(random), Random(random, depth)))]);

    /// <summary>Writes the tree with random white space, escapes and order of members.</summary>
    public byte[] Write(Random random, bool respell = true)
    {
        var text = new StringBuilder();
        Write(text, random, respell);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A tree whose value differs in one place.</summary>
    public JsonNode Change(Random random)
    {
        switch (this)
        {
            case Map { Members.Length: > 0 } map when random.Next(4) > 0:
                var member = random.Next(map.Members.Length);
                var members = map.Members.ToArray();
                members[member] = random.Next(4) == 0
                    ? KeyValuePair.Create(members[member].Key + "x", members[member].Value)
                    : KeyValuePair.Create(members[member].Key, members[member].Value.Change(random));
                return new Map(members);
            case Map map:
                return new Map([.. map.Members, KeyValuePair.Create("added", (JsonNode)new Bare("0"))]);
            case List { Elements.Length: > 0 } list when random.Next(4) > 0:
                var elements = list.Elements.ToArray();
                var at = random.Next(elements.Length);
                elements[at] = elements[at].Change(random);
                return new List(elements);
            case List list:
                return new List([.. list.Elements, new Bare("null")]);
            case Bare { Token: var token }:
                return random.Next(3) == 0 ? new Text(token) : new Bare(token == "7" ? "7.0" : "7");
            case Text { Units: var units }:
                return new Text(random.Next(2) == 0 ? units + '\ud800' : units + ' ');
            default:
                throw new InvalidOperationException("All kinds of nodes are listed above.");
        }
    }

    private void Write(StringBuilder text, Random random, bool respell)
    {
        Space(text, random, respell);
        switch (this)
        {
            case Bare bare:
                text.Append(bare.Token);
                break;
            case Text { Units: var units }:
                WriteText(text, units, random, respell);
                break;
            case List list:
                text.Append('[');
                for (var index = 0; index < list.Elements.Length; index++)
                {
                    text.Append(index > 0 ? "," : "");
                    list.Elements[index].Write(text, random, respell);
                }

                Space(text, random, respell);
                text.Append(']');
                break;
            case Map map:
                text.Append('{');
                var order = respell ? Shuffled(map.Members, random) : map.Members;
                for (var index = 0; index < order.Length; index++)
                {
                    text.Append(index > 0 ? "," : "");
                    Space(text, random, respell);
                    WriteText(text, order[index].Key, random, respell);
                    Space(text, random, respell);
                    text.Append(':');
                    order[index].Value.Write(text, random, respell);
                }

                Space(text, random, respell);
                text.Append('}');
                break;
        }

        Space(text, random, respell);
    }

    /// <summary>Another order of members in which those of equal names keep theirs.</summary>
    private static KeyValuePair<string, JsonNode>[] Shuffled(KeyValuePair<string, JsonNode>[] members, Random random)
    {
        var names = members.Select(member => member.Key).ToArray();
        random.Shuffle(names);
        var queues = members.GroupBy(member => member.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<JsonNode>(group.Select(member => member.Value)), StringComparer.Ordinal);
        return [.. names.Select(name => KeyValuePair.Create(name, queues[name].Dequeue()))];
    }

    private static void Space(StringBuilder text, Random random, bool respell)
    {
        if (respell && random.Next(6) == 0)
        {
            text.Append(" \t\r\n"[random.Next(4)], random.Next(1, 4));
        }
    }

    private static void WriteText(StringBuilder text, string units, Random random, bool respell)
    {
        text.Append('"');
        for (var index = 0; index < units.Length; index++)
        {
            var unit = units[index];
            var isPair = char.IsHighSurrogate(unit) && index + 1 < units.Length && char.IsLowSurrogate(units[index + 1]);
            var mustEscape = unit < ' ' || unit is '"' or '\\' || (char.IsSurrogate(unit) && !isPair);
            if (mustEscape || (respell && random.Next(5) == 0))
            {
                Escape(text, unit, random, respell);
                if (isPair)
                {
                    Escape(text, units[++index], random, respell: false);
                }
            }
            else
            {
                text.Append(unit);
                if (isPair)
                {
                    text.Append(units[++index]);
                }
            }
        }

        text.Append('"');
    }

    private static void Escape(StringBuilder text, char unit, Random random, bool respell)
    {
        var brief = "\"\\/\b\f\n\r\t".IndexOf(unit, StringComparison.Ordinal);
        if (brief >= 0 && respell && random.Next(2) == 0)
        {
            text.Append('\\').Append("\"\\/bfnrt"[brief]);
        }
        else
        {
            var hex = ((int)unit).ToString("x4", CultureInfo.InvariantCulture);
            text.Append("\\u").Append(respell && random.Next(2) == 0 ? hex.ToUpperInvariant() : hex);
        }
    }

    private static string RandomUnits(Random random)
    {
        const string Alphabet = "aB01 \"\\/\n\t\u0000\u001f\u007fé€\u2028\uFFFD\uFEFF";
        var units = new StringBuilder();
        for (var length = random.Next(random.Next(8) == 0 ? 80 : 8); length > 0; length--)
        {
            units.Append(random.Next(8) switch
            {
                0 => "😀",
                1 when random.Next(3) == 0 => "\ud800",
                1 when random.Next(3) == 0 => "\udfff",
                _ => Alphabet[random.Next(Alphabet.Length)].ToString(),
            });
        }

        return units.ToString();
    }

    private static string RandomNumber(Random random) =>
        ((string[])["0", "-0", "1", "1.0", "1e2", "100", "1E+2", "-12.5e-3", "123456789012345678901234567890"])[random.Next(9)];
}
