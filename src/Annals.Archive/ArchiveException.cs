namespace Annals.Archive;

/// <summary>Trouble with an archive that its operator can mend; the message says what was attempted, on what, and what to do.</summary>
public class ArchiveException : Exception
{
    /// <summary>Creates the exception with a message for people.</summary>
    public ArchiveException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for people and its cause.</summary>
    public ArchiveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
