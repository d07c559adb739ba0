namespace Annals.Collectors.Connections;

/// <summary>A connection cannot be used as it is set up.</summary>
public sealed class ConnectionException(string message, Exception? inner = null) : Exception(message, inner);
