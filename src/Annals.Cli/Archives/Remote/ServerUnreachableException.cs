namespace Annals.Cli.Archives.Remote;

/// <summary>No server answers at an address, or the connection to it broke off.</summary>
internal sealed class ServerUnreachableException(Uri url, Exception innerException)
    : Exception($"The server at {url} cannot be reached: {innerException.Message}", innerException);
