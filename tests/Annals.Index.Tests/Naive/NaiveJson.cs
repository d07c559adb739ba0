using System.Globalization;
using System.Text;

namespace Annals.Index.Tests.Naive;

/// <summary>A parsed document that keeps duplicate members, lone surrogates and the text of numbers. Recursive: for documents of ordinary depth.</summary>
internal abstract record NaiveJson
{
    internal sealed record Text(string Value) : NaiveJson;

    internal sealed record Number(string Value) : NaiveJson;

    internal sealed record Literal(string Value) : NaiveJson;

    internal sealed record List(List<NaiveJson> Items) : NaiveJson;

    internal sealed record Object(List<(string Name, NaiveJson Value)> Members) : NaiveJson;

    public static NaiveJson Parse(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var at = 0;
        return ReadValue(text, ref at);
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && " \t\r\n,:".Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }
    }

    private static NaiveJson ReadValue(string text, ref int at)
    {
        Skip(text, ref at);
        switch (text[at])
        {
            case '"':
                return new Text(ReadString(text, ref at));
            case '[':
                at++;
                var items = new List<NaiveJson>();
                for (Skip(text, ref at); text[at] != ']'; Skip(text, ref at))
                {
                    items.Add(ReadValue(text, ref at));
                }

                at++;
                return new List(items);
            case '{':
                at++;
                var members = new List<(string, NaiveJson)>();
                for (Skip(text, ref at); text[at] != '}'; Skip(text, ref at))
                {
                    var name = ReadString(text, ref at);
                    Skip(text, ref at);
                    members.Add((name, ReadValue(text, ref at)));
                }

                at++;
                return new Object(members);
            default:
                var from = at;
                while (at < text.Length && !" \t\r\n,]}".Contains(text[at], StringComparison.Ordinal))
                {
                    at++;
                }

                var scalar = text[from..at];
                return scalar is "true" or "false" or "null" ? new Literal(scalar) : new Number(scalar);
        }
    }

    private static string ReadString(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] != '\\')
            {
                value.Append(text[at]);
                continue;
            }

            at++;
            if (text[at] == 'u')
            {
                value.Append((char)ushort.Parse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                value.Append("\b\t\n\f\r\"\\/"["btnfr\"\\/".IndexOf(text[at], StringComparison.Ordinal)]);
            }
        }

        at++;
        return value.ToString();
    }
}
