using System.Globalization;

namespace Annals.Testing;

/// <summary>Randomness of one test run: <c>./test</c> prints the seed, <c>ANNALS_TEST_SEED</c> repeats it.</summary>
public static class Seed
{
    /// <summary>Seed of this run; fixed when a single test is started without <c>./test</c>.</summary>
    public static uint Value { get; } = uint.TryParse(Environment.GetEnvironmentVariable("ANNALS_TEST_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20261123;

    /// <summary>Whether this is the nightly form, <c>./test --long</c>.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ANNALS_TEST_LONG") == "1";

    /// <summary>A generator of its own for each named use, so that tests do not disturb each other's numbers.</summary>
    public static Random Random(string use)
    {
        var mixed = 17;
        foreach (var c in use)
        {
            mixed = unchecked((mixed * 31) + c);
        }

        return new Random(unchecked((int)Value ^ mixed));
    }

    /// <summary>How many rounds a long test runs: <paramref name="daily"/> normally, <paramref name="nightly"/> with <c>--long</c>.</summary>
    public static int Rounds(int daily, int nightly) => IsLong ? nightly : daily;
}
