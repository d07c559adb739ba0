namespace Annals.Sources.Samples;

/// <summary>A moment as records write it.</summary>
/// <param name="Milliseconds">Since 1970 UTC.</param>
/// <param name="WithMilliseconds">Whether three digits of a second follow.</param>
internal readonly record struct SampleTime(long Milliseconds, bool WithMilliseconds = false);
