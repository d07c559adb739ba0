namespace Annals.Sources.Samples;

/// <summary>Some records made in a row. Valid until the generator is asked for the next batch.</summary>
/// <param name="Lines">All records, each ended by a line feed.</param>
/// <param name="Records">The single records, without the line feed.</param>
public readonly record struct SampleBatch(ReadOnlyMemory<byte> Lines, IReadOnlyList<ReadOnlyMemory<byte>> Records);
