using System.Buffers;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>
/// Walks over the names and values of a record once and sets the leaves that some of them answer with yes. Keeps a stack of its own, and only
/// for containers that a path leads into; the others are passed over whatever their depth.
/// </summary>
internal sealed class RecordWalker(MatchProgram program, bool?[] leaves)
{
    private const int Record = 0;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StructureAndNumbers = SearchValues.Create("\"{}[]-0123456789"u8);
    private static readonly SearchValues<byte> NoScalar = SearchValues.Create(",]} \t\r\n"u8);

    private readonly NodeSets sets = new();
    private byte[] decoded = new byte[512];
    private byte[] folded = new byte[Folding.MaxLength(512)];

    /// <param name="record">A record whose syntax has been checked.</param>
    public void Walk(ReadOnlySpan<byte> record)
    {
        var at = record.IndexOf((byte)'{');
        if (at < 0)
        {
            return;
        }

        if (program.Paths.IsEmpty)
        {
            Pass(record, at);
            return;
        }

        sets.Start(Record);
        at++;
        while (sets.Depth > 0 && (at = SkipBetween(record, at)) < record.Length)
        {
            if (record[at] is (byte)'}' or (byte)']')
            {
                sets.Leave();
                at++;
            }
            else
            {
                at = sets.InArray ? Value(record, at, sets.Current, isElement: true) : Member(record, at);
            }
        }
    }

    /// <summary>Reads a name and the value behind it.</summary>
    /// <returns>Where the next thing begins; inside the value when a path leads into it.</returns>
    private int Member(ReadOnlySpan<byte> record, int at)
    {
        var length = WordScanner.StringLength(record[(at + 1)..]);
        var name = Decode(record.Slice(at + 1, length));
        if (program.Words.Count > 0)
        {
            TestWords(Fold(name));
        }

        var set = sets.Find(program.Paths, name);
        at = SkipBetween(record, at + length + 2);
        return Value(record, at, set, isElement: false);
    }

    private int Value(ReadOnlySpan<byte> record, int at, NodeSet set, bool isElement)
    {
        switch (at < record.Length ? record[at] : (byte)0)
        {
            case (byte)'"':
                var length = WordScanner.StringLength(record[(at + 1)..]);
                Text(record.Slice(at + 1, length), set);
                sets.Drop(set);
                return at + length + 2;
            case (byte)'{' when set.Count > 0:
                EnterObject(record, at, set, isElement);
                return at + 1;
            case (byte)'[' when set.Count > 0:
                sets.Enter(set, isArray: true);
                return at + 1;
            case (byte)'{' or (byte)'[':
                return Pass(record, at);
            default:
                var end = record[at..].IndexOfAny(NoScalar);
                end = end < 0 ? record.Length : at + end;
                Scalar(record[at..end], set);
                sets.Drop(set);
                return Math.Max(end, at + 1);
        }
    }

    private void EnterObject(ReadOnlySpan<byte> record, int at, NodeSet set, bool isElement)
    {
        var inside = SkipBetween(record, at + 1);
        if (inside < record.Length && record[inside] != '}')
        {
            TestThere(set);
        }

        var pairs = isElement && HasChildren(set) ? FindPairs(record, at, set) : default;
        sets.Enter(set, isArray: false, pairs);
    }

    private void Text(ReadOnlySpan<byte> inside, NodeSet set)
    {
        if (program.Words.Count == 0 && set.Count == 0)
        {
            return;
        }

        var text = Fold(Decode(inside));
        if (program.Words.Count > 0)
        {
            TestWords(text);
        }

        TestLeaves(set, text, isThere: !text.IsEmpty);
    }

    /// <summary>A number, true, false or null.</summary>
    private void Scalar(ReadOnlySpan<byte> scalar, NodeSet set)
    {
        var isNumber = !scalar.IsEmpty && scalar[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9');
        if (isNumber && program.Words.Count > 0)
        {
            TestWords(Fold(scalar));
        }

        if (set.Count > 0 && !scalar.SequenceEqual("null"u8))
        {
            TestLeaves(set, Fold(scalar), isThere: true);
        }
    }

    /// <summary>Passes over a container that no path leads into; its words are tested when the filter has text terms.</summary>
    /// <returns>Where its closing bracket ends.</returns>
    private int Pass(ReadOnlySpan<byte> record, int at)
    {
        var hasWords = program.Words.Count > 0;
        var stops = hasWords ? StructureAndNumbers : Structure;
        var depth = 0L;
        while (true)
        {
            var next = record[at..].IndexOfAny(stops);
            if (next < 0)
            {
                return record.Length;
            }

            at += next;
            var length = 1;
            switch (record[at])
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                case (byte)'"':
                    length = WordScanner.StringLength(record[(at + 1)..]);
                    Text(record.Slice(at + 1, length), default);
                    length += 2;
                    break;
                default:
                    length = WordScanner.NumberLength(record[at..]);
                    TestWords(Fold(record.Slice(at, length)));
                    break;
            }

            at = Math.Min(at + length, record.Length);
            if (depth == 0)
            {
                return at;
            }
        }
    }

    /// <summary>
    /// Finds the paths that an array's element stands for by its name: with <c>Parameters.ForwardTo</c>, the element
    /// <c>{"Name":"ForwardTo","Value":"x"}</c> of <c>Parameters</c>. Looks ahead, since the value may come before the name.
    /// </summary>
    private NodeSet FindPairs(ReadOnlySpan<byte> record, int at, NodeSet set)
    {
        var pairs = sets.Open();
        at = SkipBetween(record, at + 1);
        while (at < record.Length && record[at] != '}')
        {
            var length = WordScanner.StringLength(record[(at + 1)..]);
            var isName = NamePairs.IsName(Decode(record.Slice(at + 1, length)));
            at = SkipBetween(record, at + length + 2);
            if (at < record.Length && record[at] == '"')
            {
                length = WordScanner.StringLength(record[(at + 1)..]);
                pairs = isName ? sets.AddChildren(pairs, program.Paths, set, Decode(record.Slice(at + 1, length))) : pairs;
                at += length + 2;
            }
            else
            {
                at = SkipValue(record, at);
            }

            at = SkipBetween(record, at);
        }

        return pairs;
    }

    private static int SkipValue(ReadOnlySpan<byte> record, int at)
    {
        var depth = 0L;
        while (at < record.Length)
        {
            switch (record[at])
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    at++;
                    break;
                case (byte)'}' or (byte)']' when depth == 0:
                    return at;
                case (byte)'}' or (byte)']':
                    depth--;
                    at++;
                    break;
                case (byte)'"':
                    at += WordScanner.StringLength(record[(at + 1)..]) + 2;
                    break;
                case (byte)',' when depth == 0:
                    return at;
                default:
                    at++;
                    break;
            }

            if (depth > 0)
            {
                var next = record[Math.Min(at, record.Length)..].IndexOfAny(Structure);
                at = next < 0 ? record.Length : at + next;
            }
        }

        return record.Length;
    }

    private bool HasChildren(NodeSet set)
    {
        foreach (var node in sets.Of(set))
        {
            if (program.Paths[node].Children.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void TestThere(NodeSet set)
    {
        foreach (var node in sets.Of(set))
        {
            foreach (var leaf in program.Paths[node].Leaves)
            {
                leaves[leaf.Leaf] = leaf.Test is null ? true : leaves[leaf.Leaf];
            }
        }
    }

    private void TestLeaves(NodeSet set, ReadOnlySpan<byte> text, bool isThere)
    {
        foreach (var node in sets.Of(set))
        {
            foreach (var leaf in program.Paths[node].Leaves)
            {
                if (leaves[leaf.Leaf] is null && (leaf.Test is null ? isThere : leaf.Test(text)))
                {
                    leaves[leaf.Leaf] = true;
                }
            }
        }
    }

    private void TestWords(ReadOnlySpan<byte> text)
    {
        foreach (var test in program.Words)
        {
            if (leaves[test.Leaf] is null && test.IsIn(text))
            {
                leaves[test.Leaf] = true;
            }
        }
    }

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> inside)
    {
        if (inside.IndexOf((byte)'\\') < 0)
        {
            return inside;
        }

        if (decoded.Length < inside.Length)
        {
            decoded = new byte[Math.Max(inside.Length, 2 * decoded.Length)];
        }

        return decoded.AsSpan(0, TolerantUnescaper.Decode(inside, decoded));
    }

    private ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> text)
    {
        if (folded.Length < Folding.MaxLength(text.Length))
        {
            folded = new byte[Math.Max(Folding.MaxLength(text.Length), 2 * folded.Length)];
        }

        return folded.AsSpan(0, Folding.Fold(text, folded));
    }

    /// <summary>Passes over white space, commas and colons: the syntax was checked before. Never gives a place behind the end.</summary>
    private static int SkipBetween(ReadOnlySpan<byte> record, int at)
    {
        at = Math.Min(at, record.Length);
        while (at < record.Length && record[at] is (byte)' ' or (byte)',' or (byte)':' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }
}
