namespace Annals.Log;

/// <summary>Bytes or text are not in the format of the log; the message says which rule is broken and where.</summary>
public sealed class LogFormatException : FormatException
{
    /// <summary>Without a message; prefer the others.</summary>
    public LogFormatException()
    {
    }

    /// <summary>With a message for people.</summary>
    public LogFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for people and its cause.</summary>
    public LogFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
