using System.Globalization;
using System.Text;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Records.Tests.Events;

public sealed class TimeRule1Tests
{
    public static TheoryData<string, string> Vectors => DocumentVectors.Of("time-rule-1.md");

    [Theory, MemberData(nameof(Vectors))]
    public void The_rule_is_the_one_documented(string text, string expected)
    {
        var read = TimeRule1.TryRead(Encoding.UTF8.GetBytes(text), out var micros);

        Assert.Equal(expected, read ? micros.ToString(CultureInfo.InvariantCulture) : "unknown");
        Assert.True(read || micros == 0);
    }

    [Fact]
    public void Moments_read_as_another_reader_reads_them()
    {
        var random = Seed.Random(nameof(Moments_read_as_another_reader_reads_them));
        for (var round = 0; round < Seed.Rounds(20_000, 2_000_000); round++)
        {
            var moment = new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks / 10) * 10, TimeSpan.Zero);
            var local = moment.Ticks is > 600_000_000_000_0 and < 3_155_000_000_000_000_000 ? moment.ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841))) : moment;
            var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

            Assert.True(TimeRule1.TryRead(Encoding.ASCII.GetBytes(text), out var micros), text);
            Assert.Equal((moment - DateTimeOffset.UnixEpoch).Ticks / 10, micros);
        }
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var random = Seed.Random(nameof(No_text_makes_it_throw));
        var alphabet = "0129-:.,TZz+ \0\u00ff"u8.ToArray();
        for (var round = 0; round < Seed.Rounds(20_000, 2_000_000); round++)
        {
            var text = "2021-05-31T09:49:25.123+02:00"u8[..random.Next(30)].ToArray();
            for (var change = random.Next(4); change > 0 && text.Length > 0; change--)
            {
                text[random.Next(text.Length)] = alphabet[random.Next(alphabet.Length)];
            }

            if (TimeRule1.TryRead(text, out var micros))
            {
                Assert.InRange(micros, TimeRule1.Earliest, TimeRule1.Latest);
            }
        }
    }
}
