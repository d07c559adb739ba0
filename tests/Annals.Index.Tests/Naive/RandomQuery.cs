using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index.Tests.Naive;

/// <summary>
/// Makes random filters whose terms are drawn from records, so that many match some and not all of them: values that several records share are
/// drawn as often as rare ones, in AND, OR and NOT. Every filter comes back through the parser.
/// </summary>
internal static class RandomQuery
{
    /// <summary>The moment that <c>now</c> means in these filters: 2026-01-01.</summary>
    public static QueryClock Clock { get; } = new(1_767_225_600_000_000);

    public static SearchQuery Next(Random random, IReadOnlyList<byte[]> records)
    {
        var text = Filter(random, records, random.Next(4) == 0 ? 0 : 2);
        return QueryParser.Parse(random.Next(20) == 0 ? $"({text}) variants:all" : text, Clock);
    }

    private static string Filter(Random random, IReadOnlyList<byte[]> records, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            return Term(random, records);
        }

        var parts = Enumerable.Range(0, random.Next(2, 4)).Select(_ => "(" + Filter(random, records, depth - 1) + ")").ToArray();
        return random.Next(5) switch
        {
            0 => "NOT " + parts[0],
            1 => string.Join(' ', parts),
            2 => parts[0] + " -" + parts[1],
            _ => string.Join(" OR ", parts),
        };
    }

    private static string Term(Random random, IReadOnlyList<byte[]> records)
    {
        var record = records[random.Next(records.Count)];
        return random.Next(10) switch
        {
            < 4 => FieldTerm(random, record),
            < 7 => PathTerm(random, record),
            _ => TextTerm(random, record),
        };
    }

    private static string FieldTerm(Random random, byte[] record)
    {
        var view = AuditEvent.Read(record);
        var time = view.Occurred ?? DateTimeOffset.UnixEpoch;
        (string Name, string? Value)[] fields =
        [
            ("source", view.Source), ("action", view.Action), ("operation", view.Action), ("service", view.Service), ("kind", view.Kind), ("actor", view.Actor.Name), ("user", view.Actor.Id),
            ("target", view.Target.Name), ("entity", view.Target.Id), ("application", view.Application), ("session", view.Session), ("correlation", view.Correlation), ("service", view.Service),
            ("outcome", view.Outcome.ToString()), ("status", view.Outcome.ToString()),
        ];
        var (name, value) = fields[random.Next(fields.Length)];
        var ip = view.IpAddresses is [var first, ..] ? first : null;
        return random.Next(10) switch
        {
            0 => name + ":*",
            1 when ip is not null => ip.Contains(':', StringComparison.Ordinal) ? $"ip:{ip}/{random.Next(129)}" : $"ip:{ip}/{random.Next(33)}",
            2 when ip is not null => random.Next(2) == 0 ? "ip:" + ip : $"ip:{ip[..random.Next(1, ip.Length)]}*",
            3 => "occurred" + Pick(random, ">=", "<", ">", "<=", ":") + time.ToString(Pick(random, "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH", "yyyy-MM-dd'T'HH:mm:ss'Z'"), System.Globalization.CultureInfo.InvariantCulture),
            4 => "recorded" + Pick(random, ">", "<=") + "now-" + random.Next(100) + "d",
            5 when value is not null && name is not ("outcome" or "status") => $"{name}:({Value(random, value)} OR {Value(random, view.Service ?? "x")})",
            _ => name + ":" + (value is null ? "*" : name is "outcome" or "status" ? value.ToLowerInvariant() : Value(random, value)),
        };
    }

    private static string PathTerm(Random random, byte[] record)
    {
        var leaves = new List<(string Path, NaiveJson Value)>();
        Collect(NaiveJson.Parse(record), "raw", leaves);
        if (leaves.Count == 0)
        {
            return "raw.none:*";
        }

        var (path, value) = leaves[random.Next(leaves.Count)];
        return value switch
        {
            _ when random.Next(4) == 0 => path + ":*",
            NaiveJson.Number number when random.Next(2) == 0 => path + Pick(random, ">", "<=", ":", ">=", "<") + number.Value,
            NaiveJson.Number number => path + ":" + number.Value,
            NaiveJson.Literal literal => path + ":" + literal.Value.ToUpperInvariant(),
            NaiveJson.Text { Value: { Length: >= 19 } time } when char.IsAsciiDigit(time[0]) && time[4] == '-' && time[10] == 'T' => path + Pick(random, ">", "<=", "<", ">=") + time[..(random.Next(2) == 0 ? 10 : 7)],
            NaiveJson.Text text => path + ":" + Value(random, text.Value),
            _ => path + ":*",
        };
    }

    private static string TextTerm(Random random, byte[] record)
    {
        var texts = new List<string>();
        Strings(NaiveJson.Parse(record), texts);
        var words = NaiveText.Words(texts.Count == 0 ? "none" : texts[random.Next(texts.Count)]);
        if (words.Count == 0)
        {
            return "none";
        }

        var first = random.Next(words.Count);
        var word = Whole(words[first]);
        return random.Next(5) switch
        {
            0 => Quote(string.Join(' ', words.Skip(first).Take(random.Next(1, 4)))),
            1 when word.Length > 3 => Quote(word[..^2]) + "*",
            2 when word.Length > 3 => "*" + Quote(word[1..^1]) + "*",
            _ => Quote(random.Next(2) == 0 ? word.ToUpperInvariant() : word),
        };
    }

    /// <summary>The value, or a pattern that it fits.</summary>
    private static string Value(Random random, string value)
    {
        value = Whole(value.Length > 300 ? value[..300] : value);
        var cut = random.Next(value.Length + 1);
        cut -= cut > 0 && cut < value.Length && char.IsLowSurrogate(value[cut]) ? 1 : 0;
        return random.Next(6) switch
        {
            0 => Quote(value[..cut]) + "*",
            1 => "*" + Quote(value[cut..]),
            2 when value.Length - cut > 3 => Quote(value[..cut]) + "*" + Quote(value[(cut + 2)..]),
            3 => Quote(value.ToUpperInvariant()),
            _ => Quote(value),
        };
    }

    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Every scalar and empty container with a path to it, through arrays and named pairs.</summary>
    private static void Collect(NaiveJson value, string path, List<(string Path, NaiveJson Value)> leaves)
    {
        switch (value)
        {
            case NaiveJson.Object { Members.Count: > 0 } found when path.Count(c => c == '.') < 20:
                foreach (var (name, member) in found.Members)
                {
                    Collect(member, path + "." + Quote(name), leaves);
                }

                break;
            case NaiveJson.List list:
                foreach (var item in list.Items)
                {
                    Collect(item, path, leaves);
                    if (item is NaiveJson.Object { Members: var members } && members.Find(member => member.Name is "Name" or "property").Value is NaiveJson.Text name)
                    {
                        leaves.AddRange(members.Where(member => member.Value is NaiveJson.Text).Select(member => (path + "." + Quote(name.Value) + (member.Name is "Value" or "NewValue" ? "" : "." + Quote(member.Name)), member.Value)));
                    }
                }

                break;
            default:
                leaves.Add((path == "raw" ? "raw.none" : path, value));
                break;
        }
    }

    private static void Strings(NaiveJson value, List<string> texts)
    {
        switch (value)
        {
            case NaiveJson.Text text:
                texts.Add(text.Value);
                break;
            case NaiveJson.Number number:
                texts.Add(number.Value);
                break;
            case NaiveJson.List list:
                list.Items.ForEach(item => Strings(item, texts));
                break;
            case NaiveJson.Object members:
                members.Members.ForEach(member =>
                {
                    texts.Add(member.Name);
                    Strings(member.Value, texts);
                });
                break;
        }
    }
}
