namespace Annals.Log;

/// <summary>What came of checking a signed note against known keys.</summary>
public abstract record NoteOpening
{
    private NoteOpening()
    {
    }

    /// <summary>At least one known key signed, and none of the known keys' signatures is wrong.</summary>
    /// <param name="Note">The note, with the lines of unknown keys.</param>
    /// <param name="Signatures">The good lines of known keys, at most one a key.</param>
    public sealed record Verified(SignedNote Note, IReadOnlyList<VerifiedSignature> Signatures) : NoteOpening;

    /// <summary>The bytes are not a signed note.</summary>
    /// <param name="Reason">A sentence for people.</param>
    public sealed record Malformed(string Reason) : NoteOpening;

    /// <summary>A signature of a known key is wrong: the text, the line or the key was changed.</summary>
    /// <param name="Name">Name of the key.</param>
    /// <param name="KeyId">Id of the key.</param>
    public sealed record InvalidSignature(string Name, uint KeyId) : NoteOpening;

    /// <summary>No line is of a known key.</summary>
    /// <param name="Note">The note, which proves nothing.</param>
    public sealed record Unverified(SignedNote Note) : NoteOpening;
}

/// <summary>A signature line that its key found good.</summary>
/// <param name="Verifier">The key.</param>
/// <param name="Signature">The line.</param>
public sealed record VerifiedSignature(NoteVerifier Verifier, NoteSignature Signature);
