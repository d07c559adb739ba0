namespace Annals.Index.Query;

/// <summary>A filter compiled once and shared by all threads that evaluate it.</summary>
internal sealed class MatchProgram
{
    private readonly List<(int Leaf, TimeCondition Condition)> recorded = [];
    private readonly List<FieldLeaf> fields = [];
    private readonly List<ContentLeaf> contents = [];

    private MatchProgram()
    {
    }

    public MatchTree Tree { get; private set; } = new MatchTree.Always();

    public int LeafCount { get; private set; }

    /// <summary>Leaves answered by what the log knows.</summary>
    public (int Leaf, TimeCondition Condition)[] Recorded { get; private set; } = [];

    /// <summary>Leaves answered by the normalised view of the record.</summary>
    public FieldLeaf[] Fields { get; private set; } = [];

    /// <summary>Leaves answered by the record's own names and values.</summary>
    public ContentLeaf[] Contents { get; private set; } = [];

    /// <summary>Paths of <see cref="Contents"/> as a tree.</summary>
    public PathTree Paths { get; } = new();

    /// <summary>Text terms of <see cref="Contents"/>.</summary>
    public List<WordTest> Words { get; } = [];

    public static MatchProgram Compile(QueryNode node)
    {
        var program = new MatchProgram();
        program.Tree = program.Add(node);
        program.Recorded = [.. program.recorded];
        program.Fields = [.. program.fields];
        program.Contents = [.. program.contents];
        return program;
    }

    private MatchTree Add(QueryNode node)
    {
        switch (node)
        {
            case AndNode and:
                return new MatchTree.Joined([.. and.Parts.Select(Add)], false);
            case OrNode or:
                return new MatchTree.Joined([.. or.Parts.Select(Add)], true);
            case NotNode not:
                return new MatchTree.Not(Add(not.Inner));
            case TextNode text:
                var words = new WordTest(LeafCount, text);
                Words.Add(words);
                contents.Add(new ContentLeaf(LeafCount, words.Needles, []));
                break;
            case PathNode path:
                Paths.Add(LeafCount, path);
                contents.Add(new ContentLeaf(LeafCount, [], Needles.OfPath(path.Path)));
                break;
            case FieldNode { Field: QueryField.Recorded, Condition: TimeCondition time }:
                recorded.Add((LeafCount, time));
                break;
            case FieldNode { Field: QueryField.Recorded } or AllNode:
                return new MatchTree.Always();
            case FieldNode field:
                fields.Add(new FieldLeaf(LeafCount, field));
                break;
        }

        return new MatchTree.Leaf(LeafCount++);
    }
}

/// <summary>A leaf that only the record's bytes answer, with byte strings without which its answer is no.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Folded">Folded ASCII texts that must stand in the record in some case.</param>
/// <param name="Exact">Texts that must stand in the record as they are.</param>
internal sealed record ContentLeaf(int Leaf, byte[][] Folded, byte[][] Exact);
