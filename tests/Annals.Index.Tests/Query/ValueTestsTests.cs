using System.Text;
using Annals.Index.Query;
using Annals.Index.Words;
using Annals.Testing;
using CsCheck;

namespace Annals.Index.Tests.Query;

public sealed class ValueTestsTests
{
    // The Kelvin sign and the long s fold to ASCII letters, the dotted I to none.
    private static readonly string[] Parts = ["k", "K", "\u212A", "s", "S", "ſ", "i", "I", "İ", "ß", "é", "É", "1", "@", "", "example.org"];

    [Fact]
    public void A_literal_fits_exactly_the_values_that_fold_to_the_same_text() =>
        Gen.Int[0, Parts.Length - 1].Array[0, 4].Array[2].Sample(
            texts =>
            {
                var literal = Text(texts[0]);
                var value = Text(texts[1]);
                var test = ValueTests.Of(new PatternCondition(TextPattern.Literal(literal)));

                Assert.Equal(Folding.Fold(literal) == Folding.Fold(value), test(Encoding.UTF8.GetBytes(value)));
                Assert.True(test(Encoding.UTF8.GetBytes(literal)));
            },
            iter: Seed.Rounds(50_000, 1_000_000), threads: 1);

    private static string Text(int[] parts) => string.Concat(parts.Select(part => Parts[part]));
}
