namespace Annals.Log;

/// <summary>Takes the nodes of a growing tree as they become complete, for example to write tiles.</summary>
public interface INodeWriter
{
    /// <summary>A node that will never change: its last entry was appended.</summary>
    /// <param name="level">0 for leaf hashes.</param>
    /// <param name="index">Number of the node in its level; each level is given without gaps and in order.</param>
    /// <param name="hash">Root of the perfect subtree.</param>
    void Write(int level, long index, in TreeHash hash);
}
