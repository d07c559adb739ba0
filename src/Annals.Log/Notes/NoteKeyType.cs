namespace Annals.Log;

/// <summary>What a note key signs. The number is the first byte of the encoded key (C2SP signed-note, section "Signature types").</summary>
public enum NoteKeyType : byte
{
    /// <summary>Ed25519 over the text of the note: the key of a log.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over a time and the text of a checkpoint: the key of a witness (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}
