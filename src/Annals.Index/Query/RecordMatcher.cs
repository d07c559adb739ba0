using Annals.Records.Events;

namespace Annals.Index.Query;

/// <summary>
/// Decides whether a record matches a query, from its bytes and from what the log knows of it. Walks over the record at most once beside
/// reading its event view, and only as far as the answer needs. Allocates nothing once its buffers have grown. Not thread-safe: <see cref="Fork"/> one per thread.
/// </summary>
/// <remarks>An erased record matches nothing; that is for the caller to know.</remarks>
public sealed class RecordMatcher
{
    private readonly MatchProgram program;
    private readonly bool allVariants;
    private readonly bool receipts;
    private readonly bool?[] leaves;
    private readonly EventSlices slices = new();
    private readonly RecordWalker walker;
    private byte[] lower = [];

    private RecordMatcher(MatchProgram program, bool allVariants, bool receipts)
    {
        this.program = program;
        this.allVariants = allVariants;
        this.receipts = receipts;
        leaves = new bool?[program.LeafCount];
        walker = new RecordWalker(program, leaves);
    }

    /// <summary>Compiles a whole query: hidden variants and receipts match only when it asks for them.</summary>
    /// <param name="query">The query.</param>
    public static RecordMatcher Compile(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new RecordMatcher(MatchProgram.Compile(query.Filter), query.AllVariants, query.NamesReceipts);
    }

    /// <summary>Compiles a part of a filter; every record may match, receipts and hidden variants too.</summary>
    internal static RecordMatcher Compile(QueryNode node) => new(MatchProgram.Compile(node), allVariants: true, receipts: true);

    /// <summary>A matcher of the same filter with buffers of its own, for another thread.</summary>
    public RecordMatcher Fork() => new(program, allVariants, receipts);

    /// <summary>Whether a record matches.</summary>
    /// <param name="record">The bytes of one stored record: its syntax was checked when it was taken in.</param>
    /// <param name="facts">What the log knows of it.</param>
    public bool Matches(ReadOnlySpan<byte> record, in RecordFacts facts)
    {
        if ((!allVariants && (facts.Flags & RecordFlags.HiddenVariant) != 0) || (!receipts && facts.SourceName == SourceNames.Annals))
        {
            return false;
        }

        Array.Clear(leaves);
        foreach (var (leaf, condition) in program.Recorded)
        {
            leaves[leaf] = condition.Contains(facts.RecordedMicros);
        }

        return program.Tree.Evaluate(leaves) ?? MatchesFields(record, facts.SourceName);
    }

    private bool MatchesFields(ReadOnlySpan<byte> record, string? sourceName)
    {
        if (program.Contents.Length > 0)
        {
            RuleOutByNeedles(record);
            if (program.Tree.Evaluate(leaves) is { } answer)
            {
                return answer;
            }
        }

        if (program.Fields.Length > 0)
        {
            _ = slices.Read(record, sourceName);
            foreach (var field in program.Fields)
            {
                leaves[field.Leaf] = field.Test(slices);
            }
        }

        return program.Tree.Evaluate(leaves) ?? MatchesContent(record);
    }

    /// <summary>Answers no for the leaves whose needles are nowhere in the bytes: a search in raw bytes costs a fraction of a walk.</summary>
    private void RuleOutByNeedles(ReadOnlySpan<byte> record)
    {
        if (Needles.MayHideAscii(record))
        {
            return;
        }

        if (program.Words.Count > 0)
        {
            if (lower.Length < record.Length)
            {
                lower = new byte[Math.Max(record.Length, 2 * lower.Length)];
            }

            Needles.Lower(record, lower);
        }

        foreach (var content in program.Contents)
        {
            if (!HoldsAll(record, content.Exact) || !HoldsAll(lower.AsSpan(0, content.Folded.Length == 0 ? 0 : record.Length), content.Folded))
            {
                leaves[content.Leaf] = false;
            }
        }
    }

    private static bool HoldsAll(ReadOnlySpan<byte> bytes, byte[][] needles)
    {
        foreach (var needle in needles)
        {
            if (bytes.IndexOf(needle) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchesContent(ReadOnlySpan<byte> record)
    {
        walker.Walk(record);
        foreach (var content in program.Contents)
        {
            leaves[content.Leaf] ??= false;
        }

        return program.Tree.Evaluate(leaves) ?? throw new InvalidOperationException("A filter was left without an answer although all its leaves are known.");
    }
}
