namespace Annals.Compare.Workers;

/// <summary>An engine could not do what it was asked; the comparison goes on without it.</summary>
internal sealed class EngineFailedException(string message) : Exception(message);
