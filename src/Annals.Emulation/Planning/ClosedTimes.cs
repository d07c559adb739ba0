namespace Annals.Emulation;

/// <summary>Stretches of time in which something must not lie, for one stream or for all.</summary>
internal sealed class ClosedTimes
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To, string? Stream)> closed = [];

    /// <summary>Closes a stretch, ends included.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to, string? stream = null) => closed.Add((from, to, stream));

    /// <summary>Whether a stretch is open to a stream; null asks for all of them.</summary>
    public bool IsOpen(DateTimeOffset from, DateTimeOffset to, string? stream) =>
        !closed.Exists(zone => zone.From <= to && from <= zone.To && (zone.Stream is null || stream is null || zone.Stream == stream));
}
