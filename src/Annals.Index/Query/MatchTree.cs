namespace Annals.Index.Query;

/// <summary>The Boolean part of a compiled filter over numbered leaves, evaluated while some leaves are not known yet.</summary>
internal abstract record MatchTree
{
    private MatchTree()
    {
    }

    /// <summary>What is known of the tree: null while it depends on leaves that are not known.</summary>
    public abstract bool? Evaluate(ReadOnlySpan<bool?> leaves);

    internal sealed record Always : MatchTree
    {
        public override bool? Evaluate(ReadOnlySpan<bool?> leaves) => true;
    }

    internal sealed record Leaf(int Index) : MatchTree
    {
        public override bool? Evaluate(ReadOnlySpan<bool?> leaves) => leaves[Index];
    }

    internal sealed record Not(MatchTree Inner) : MatchTree
    {
        public override bool? Evaluate(ReadOnlySpan<bool?> leaves) => !Inner.Evaluate(leaves);
    }

    /// <summary>AND when <paramref name="Decisive"/> is false, OR when it is true: one part with that answer decides.</summary>
    internal sealed record Joined(MatchTree[] Parts, bool Decisive) : MatchTree
    {
        public override bool? Evaluate(ReadOnlySpan<bool?> leaves)
        {
            var isKnown = true;
            foreach (var part in Parts)
            {
                var answer = part.Evaluate(leaves);
                if (answer == Decisive)
                {
                    return Decisive;
                }

                isKnown &= answer.HasValue;
            }

            return isKnown ? !Decisive : null;
        }
    }
}
