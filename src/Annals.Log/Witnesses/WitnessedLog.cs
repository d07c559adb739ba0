namespace Annals.Log;

/// <summary>What a witness keeps of one log.</summary>
/// <param name="Key">Key of the log; its name is the origin.</param>
/// <param name="Size">Size of the last checkpoint that the witness cosigned, 0 for none.</param>
/// <param name="Root">Root of that checkpoint; of no meaning at size 0.</param>
public sealed record WitnessedLog(NoteVerifier Key, long Size, TreeHash Root);
