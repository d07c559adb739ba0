namespace Annals.Sources.Import;

/// <summary>Packed data cannot be unpacked further. The message is the reason of the refusal.</summary>
internal sealed class PackingException(string message) : Exception(message);
