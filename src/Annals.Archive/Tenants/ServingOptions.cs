namespace Annals.Archive;

/// <summary>How a tenant is served.</summary>
public sealed record ServingOptions
{
    /// <summary>Bounds of the intake.</summary>
    public LiveIntakeOptions Intake { get; init; } = new();

    /// <summary>How the index follows the log.</summary>
    public FeederOptions Feeder { get; init; } = new();
}
