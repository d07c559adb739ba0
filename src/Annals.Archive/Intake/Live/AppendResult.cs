namespace Annals.Archive;

/// <summary>What became of one appended record.</summary>
public enum AppendVerdict
{
    /// <summary>Stored, and durable.</summary>
    Stored,

    /// <summary>Equal in value to a record that is stored and durable; not stored again.</summary>
    Duplicate,

    /// <summary>Stored, and durable: another value under the source, id and day of a stored record.</summary>
    Variant,

    /// <summary>As <see cref="Variant"/>, of a source whose ids are unique: left out of searches.</summary>
    HiddenVariant,

    /// <summary>A record of this id was erased; not stored again.</summary>
    Erased,

    /// <summary>Not stored, for the reason given.</summary>
    Refused,
}

/// <summary>What became of one appended record, and where it stands.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Position">Where it stands; of a duplicate, where the record stands that it repeats; null when refused.</param>
/// <param name="First">Of a variant, the position of the first record of its source, id and day.</param>
/// <param name="Reason">Why it was refused: a sentence that holds no content of the record.</param>
public readonly record struct AppendResult(AppendVerdict Verdict, long? Position, long? First = null, string? Reason = null);
