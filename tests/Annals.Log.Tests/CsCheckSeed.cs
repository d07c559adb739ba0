using CsCheck;

namespace Annals.Log.Tests;

/// <summary>The seed of this test run in CsCheck's notation.</summary>
internal static class CsCheckSeed
{
    public static string Value { get; } = new PCG(1, Annals.Testing.Seed.Value).ToString();
}
