namespace Annals.Sources.Samples;

/// <summary>xoshiro256**, seeded by splitmix64: the same numbers for the same seed on every machine and runtime.</summary>
internal sealed class SampleRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public SampleRandom(ulong seed)
    {
        a = Mix(ref seed);
        b = Mix(ref seed);
        c = Mix(ref seed);
        d = Mix(ref seed);
    }

    /// <summary>One number out of another, for things that are derived and not drawn.</summary>
    public static ulong Mix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    public ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = ulong.RotateLeft(d, 45);
            return result;
        }
    }

    /// <summary>From 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>From 0 to below 1, exact in every step of its making.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to <paramref name="limit"/> - 1, the low ones far more often: few things of an organisation are used most.</summary>
    public int Skewed(int limit) => Below(Below(limit) + 1);

    public bool OneIn(int count) => Below(count) == 0;

    public T Pick<T>(T[] values) => values[Below(values.Length)];

    /// <summary>One of some values, the first ones more often.</summary>
    public T PickSkewed<T>(T[] values) => values[Skewed(values.Length)];

    public SampleGuid Guid() => new(Next(), Next());
}
