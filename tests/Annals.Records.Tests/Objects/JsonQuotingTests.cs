using System.Text.Json;
using Annals.Records.Json;
using Annals.Records.Objects;
using CsCheck;

namespace Annals.Records.Tests.Objects;

public sealed class JsonQuotingTests
{
    private static readonly Gen<string> AnyUnits = Gen.OneOf(Gen.Char['\0', '\u007f'], Gen.Char['\ud7f0', '\ue010'], Gen.Char['\0', '\uffff']).Array[0, 40].Select(c => new string(c));

    [Fact]
    public void Any_sequence_of_units_comes_back() => AnyUnits.Sample(text => JsonText.Decode(JsonQuoting.Encode(text)) == text);

    [Fact]
    public void Well_formed_text_is_what_the_platform_reads() => Gen.String.Where(s => !s.Any(char.IsSurrogate)).Sample(text =>
        JsonSerializer.Deserialize<string>(JsonQuoting.Quote(text)) == text);

    [Fact]
    public void A_lone_surrogate_is_kept() => Assert.True(JsonText.Decode(@"a\ud800b"u8) is ['a', '\ud800', 'b']);

    [Theory]
    [InlineData(@"a\ud83d\ude00b", "a😀b")]
    [InlineData(@"\""\\\/\b\f\n\r\t", "\"\\/\b\f\n\r\t")]
    [InlineData(@"\u00e9é", "éé")]
    public void Escapes_are_decoded(string inner, string expected) => Assert.Equal(expected, JsonText.Decode(System.Text.Encoding.UTF8.GetBytes(inner)));
}
