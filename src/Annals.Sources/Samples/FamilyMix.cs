namespace Annals.Sources.Samples;

/// <summary>Draws what the next record is, by weight.</summary>
internal sealed class FamilyMix
{
    private readonly Action<SampleContext>[] slots;

    public FamilyMix(SampleSources sources)
    {
        SampleFamily[] families =
        [
            .. sources.HasFlag(SampleSources.Microsoft365) ? Microsoft365Samples.Families : [],
            .. sources.HasFlag(SampleSources.GenesysCloud) ? GenesysCloudSamples.Families : [],
            .. sources.HasFlag(SampleSources.Application) ? ApplicationSamples.Families : [],
        ];
        slots = [.. families.SelectMany(family => Enumerable.Repeat(family.Write, family.Weight))];
    }

    public Action<SampleContext> Draw(SampleRandom random) => random.Pick(slots);
}
