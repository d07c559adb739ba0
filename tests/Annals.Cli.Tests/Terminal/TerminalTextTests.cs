using System.Globalization;
using System.Text;
using Annals.Cli.Terminal;
using CsCheck;

namespace Annals.Cli.Tests.Terminal;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain ASCII, äöü, İstanbul, 東京, 😀", "plain ASCII, äöü, İstanbul, 東京, 😀")]
    [InlineData(@"EXAMPLE\user", @"EXAMPLE\user")]
    [InlineData("a\nb\rc\td", @"a\nb\rc\td")]
    [InlineData("\u001b[31mred\u001b[0m", @"\u001b[31mred\u001b[0m")]
    [InlineData("\u009b2J", @"\u009b2J")]
    [InlineData("\0\u007f", @"\u0000\u007f")]
    [InlineData("invoice\u202egpj.exe", @"invoice\u202egpj.exe")]
    [InlineData("\u2066x\u2069\u200f", @"\u2066x\u2069\u200f")]
    [InlineData("zero\u200bwidth\ufeff", @"zero\u200bwidth\ufeff")]
    [InlineData("line\u2028para\u2029", @"line\u2028para\u2029")]
    [InlineData("\U000e0041tag", @"\ue0041tag")]
    [InlineData("", "")]
    public void What_could_deceive_is_shown_as_text(string value, string expected) => Assert.Equal(expected, TerminalText.Escape(value));

    [Fact]
    public void Halves_of_surrogate_pairs_are_shown_as_text()
    {
        Assert.Equal(@"a\ud800b", TerminalText.Escape("a\ud800b"));
        Assert.Equal(@"\udc00", TerminalText.Escape("\udc00"));
        Assert.Equal(@"😀\ud83d", TerminalText.Escape("😀\ud83d"));
    }

    [Fact]
    public void An_escaped_text_has_nothing_left_to_escape() =>
        Gen.String.Sample(text =>
        {
            var escaped = TerminalText.Escape(text);
            return TerminalText.Escape(escaped) == escaped && escaped.EnumerateRunes().All(rune => !IsDeceiving(rune));
        });

    [Fact]
    public void A_fitted_text_is_never_wider_than_asked() =>
        Gen.Select(Gen.String, Gen.Int[1, 30]).Sample((text, width) =>
            TerminalText.Width(TerminalText.Fit(TerminalText.Escape(text), width)) <= width);

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly", 7, "exactly")]
    [InlineData("too long", 5, "too …")]
    [InlineData("東京都庁", 5, "東京…")]
    [InlineData("東京都庁", 4, "東…")]
    public void A_text_is_cut_at_columns_not_at_characters(string text, int width, string expected) => Assert.Equal(expected, TerminalText.Fit(text, width));

    private static bool IsDeceiving(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
