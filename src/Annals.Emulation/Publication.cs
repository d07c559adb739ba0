namespace Annals.Emulation;

/// <summary>Records that appear together: one content item of Microsoft 365, or some audits of one service of Genesys Cloud.</summary>
/// <param name="Number">Its place in the plan, from 0.</param>
/// <param name="At">When its records are recorded, UTC. A content item can be listed 60 seconds later.</param>
/// <param name="Source"><see cref="Microsoft365"/> or <see cref="GenesysCloud"/>.</param>
/// <param name="Stream">The content type, or the name of the service.</param>
/// <param name="Records">The records as bytes of JSON. An item may hold generated ones beside them: <see cref="Tail"/>.</param>
public sealed record Publication(int Number, DateTimeOffset At, string Source, string Stream, IReadOnlyList<byte[]> Records)
{
    /// <summary>Source of records of Microsoft 365.</summary>
    public const string Microsoft365 = "microsoft365";

    /// <summary>Source of records of Genesys Cloud.</summary>
    public const string GenesysCloud = "genesys-cloud";

    /// <summary>From recording to the time that a content item was created.</summary>
    public static readonly TimeSpan ContentDelay = TimeSpan.FromSeconds(60);

    /// <summary>Records that come after <see cref="Records"/> in a large content item; null in others.</summary>
    public GeneratedTail? Tail { get; init; }
}
