namespace Annals.Compare.Reports;

/// <summary>All that a page of results is made of.</summary>
internal sealed record Results(CompareOptions Options, Machine Machine, Truth Truth, IReadOnlyList<EngineMeasurements> Engines, double SyncMilliseconds);
