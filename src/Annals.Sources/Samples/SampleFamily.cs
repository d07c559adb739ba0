namespace Annals.Sources.Samples;

/// <summary>One way to make a record, and how often it is used.</summary>
/// <param name="Weight">Share among all families that are in the mix.</param>
/// <param name="Write">Writes one record, without a line break.</param>
internal readonly record struct SampleFamily(int Weight, Action<SampleContext> Write);
