namespace Annals.Emulation;

/// <summary>An item of a listing of content.</summary>
/// <param name="Json">The item as it is sent.</param>
/// <param name="EndsPage">Whether the page ends behind it.</param>
/// <param name="Fault">The fault that is met when it is sent; null for none.</param>
internal sealed record ListedItem(ReadOnlyMemory<byte> Json, bool EndsPage = false, ArmedFault? Fault = null);
