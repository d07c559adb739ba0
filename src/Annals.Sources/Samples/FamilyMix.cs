namespace Annals.Sources.Samples;

/// <summary>Draws what the next record is, by weight. Records of one source come in runs, as feeds answer in pages.</summary>
internal sealed class FamilyMix
{
    private const int PageRecordsMax = 48;

    // A source once per unit of weight, and of it each family once per unit of weight.
    private readonly Action<SampleContext>[][] slots;
    private Action<SampleContext>[] page = [];
    private int left;

    public FamilyMix(SampleSources sources)
    {
        SampleFamily[][] chosen =
        [
            sources.HasFlag(SampleSources.Microsoft365) ? Microsoft365Samples.Families : [],
            sources.HasFlag(SampleSources.GenesysCloud) ? GenesysCloudSamples.Families : [],
            sources.HasFlag(SampleSources.Application) ? ApplicationSamples.Families : [],
        ];
        slots =
        [
            .. chosen
                .Select(families => families.SelectMany(family => Enumerable.Repeat(family.Write, family.Weight)).ToArray())
                .SelectMany(families => Enumerable.Repeat(families, families.Length)),
        ];
    }

    public Action<SampleContext> Draw(SampleRandom random)
    {
        if (left == 0)
        {
            page = random.Pick(slots);
            left = 1 + random.Below(PageRecordsMax);
        }

        left--;
        return random.Pick(page);
    }
}
