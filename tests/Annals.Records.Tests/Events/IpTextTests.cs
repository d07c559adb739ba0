using System.Net;
using System.Text;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Records.Tests.Events;

public sealed class IpTextTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1:50000", "192.0.2.1")]
    [InlineData("[192.0.2.1]", "192.0.2.1")]
    [InlineData("[192.0.2.1]:50000", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("[::FFFF:192.0.2.1]:50000", "192.0.2.1")]
    [InlineData("::ffff:c000:201", "192.0.2.1")]
    [InlineData("[::1]:50000", "::1")]
    [InlineData("::", "::")]
    [InlineData("2001:DB8:0:0:0:0:0:ABCD", "2001:db8::abcd")]
    [InlineData("[2001:db8::abcd]", "2001:db8::abcd")]
    [InlineData("2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1")]
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")]
    [InlineData("2001:db8:1:2:3:4:5:0", "2001:db8:1:2:3:4:5:0")]
    [InlineData("2001:db8::", "2001:db8::")]
    [InlineData("fe80::1%eth0", "fe80::1")]
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::c000:221")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    public void Addresses_are_written_in_one_form(string text, string expected) => Assert.Equal(expected, Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("<null>")]
    [InlineData("localhost")]
    [InlineData("host.example.com:443")]
    [InlineData("[host.example.com]:443")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.1.5")]
    [InlineData("192.0.2.256")]
    [InlineData("192.0.2.01")]
    [InlineData("192.0.2.1:")]
    [InlineData("192.0.2.1:x")]
    [InlineData("192.0.2.1:123456")]
    [InlineData("[192.0.2.1")]
    [InlineData("[192.0.2.1:443]")]
    [InlineData(" 192.0.2.1")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("::1:")]
    [InlineData("::g")]
    [InlineData("::192.0.2.1:5")]
    [InlineData("10:11:12")]
    [InlineData("١.0.2.1")]
    public void Other_text_is_no_address(string text) => Assert.Equal("", Normalize(text));

    [Fact]
    public void Addresses_read_as_another_reader_reads_them()
    {
        var random = Seed.Random(nameof(Addresses_read_as_another_reader_reads_them));
        for (var round = 0; round < Seed.Rounds(20_000, 1_000_000); round++)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            for (var zeros = random.Next(8); zeros > 0; zeros--)
            {
                var group = random.Next(8);
                bytes[group * 2] = 0;
                bytes[(group * 2) + 1] = (byte)random.Next(2);
            }

            var address = new IPAddress(bytes);
            var long_form = string.Join(':', Enumerable.Range(0, 8).Select(group => Convert.ToHexString(bytes, group * 2, 2)));
            var written = Normalize(long_form);

            Assert.Equal(written, Normalize(address.ToString()));
            Assert.Equal(written, Normalize($"[{address}]:443"));
            Assert.Equal(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, IPAddress.Parse(written));
        }
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var random = Seed.Random(nameof(No_text_makes_it_throw));
        var destination = new byte[IpText.LengthMax];
        for (var round = 0; round < Seed.Rounds(50_000, 2_000_000); round++)
        {
            var text = new byte[random.Next(50)];
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = ":::...[]%0129afg"u8[random.Next(16)];
            }

            var length = IpText.Normalize(text, destination);
            Assert.True(length == 0 || IPAddress.TryParse(Encoding.ASCII.GetString(destination, 0, length), out _), Encoding.ASCII.GetString(text));
        }
    }

    private static string Normalize(string text)
    {
        var destination = new byte[IpText.LengthMax];
        return Encoding.ASCII.GetString(destination, 0, IpText.Normalize(Encoding.UTF8.GetBytes(text), destination));
    }
}
