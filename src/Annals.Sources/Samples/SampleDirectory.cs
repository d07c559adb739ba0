using System.Globalization;

namespace Annals.Sources.Samples;

/// <summary>The people of the organisation, few of whom do most (Zipf with exponent 1).</summary>
internal sealed class SampleDirectory
{
    private readonly SampleUser?[] users;
    private readonly double[] cumulative;
    private readonly ulong seed;

    public SampleDirectory(int count, ulong seed)
    {
        users = new SampleUser?[count];
        cumulative = new double[count];
        this.seed = seed;

        // Only additions and divisions, which are exact alike everywhere; a power function is not.
        var total = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            total += 1.0 / (rank + 8);
            cumulative[rank] = total;
        }
    }

    public int Count => users.Length;

    /// <summary>Draws a person by how busy people are.</summary>
    public SampleUser Draw(SampleRandom random)
    {
        var at = Array.BinarySearch(cumulative, random.Fraction() * cumulative[^1]);
        return this[Math.Min(at < 0 ? ~at : at, Count - 1)];
    }

    /// <summary>The person of a rank, from 0, the busiest.</summary>
    public SampleUser this[int rank] => users[rank] ??= Make(rank);

    private SampleUser Make(int rank)
    {
        // Spread the names over the ranks, so that the busiest are not those at the start of the lists.
        var first = SampleWords.FirstNames[rank % SampleWords.FirstNames.Length];
        var last = SampleWords.LastNames[((rank / SampleWords.FirstNames.Length) + (rank * 7)) % SampleWords.LastNames.Length];
        var round = rank / (SampleWords.FirstNames.Length * SampleWords.LastNames.Length);
        var alias = $"{first}.{last}".ToLowerInvariant();
        if (round > 0)
        {
            alias = string.Create(CultureInfo.InvariantCulture, $"{alias}{round + 1}");
        }

        var number = (ulong)rank;
        var id = SampleGuid.Of(seed ^ 1, number);
        var agent = SampleGuid.Of(seed ^ 2, number);
        var puid = string.Create(CultureInfo.InvariantCulture, $"100320{id.Low & 0xFF_FFFF_FFFF:x10}");
        return new SampleUser(rank, $"{first} {last}", alias, $"{alias}@example.com", id, agent, puid);
    }
}
