namespace Annals.Sources.Import;

/// <summary>What one step through a JSON text led to.</summary>
internal enum JsonStep
{
    /// <summary>The text up to here is dealt with.</summary>
    Done,

    /// <summary>What begins here cannot be judged without more bytes.</summary>
    NeedMore,

    /// <summary>There is nothing more to read.</summary>
    End,
}
