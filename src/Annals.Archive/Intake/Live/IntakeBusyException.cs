namespace Annals.Archive;

/// <summary>A live intake takes nothing more at the moment: as much waits as may wait, or it is stopping. Nothing of the batch was stored; try again in a while.</summary>
/// <param name="message">Says what is full.</param>
public sealed class IntakeBusyException(string message) : ArchiveException(message);
