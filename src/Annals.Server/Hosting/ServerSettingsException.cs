namespace Annals.Server;

/// <summary>Settings are wrong; the message names every one of them.</summary>
public sealed class ServerSettingsException : Exception
{
    public ServerSettingsException()
    {
    }

    public ServerSettingsException(string message)
        : base(message)
    {
    }

    public ServerSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ServerSettingsException(IReadOnlyList<string> faults)
        : base($"The server cannot start with these settings:\n{string.Join('\n', faults.Select(fault => "  " + fault))}") => Faults = faults;

    /// <summary>What is wrong, one sentence for each key.</summary>
    public IReadOnlyList<string> Faults { get; } = [];
}
