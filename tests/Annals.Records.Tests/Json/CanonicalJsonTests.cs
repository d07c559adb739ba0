using System.Buffers;
using System.Text;
using Annals.Records.Json;

namespace Annals.Records.Tests.Json;

public sealed class CanonicalJsonTests
{
    internal static string Canonical(byte[] record)
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.Write(record, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    [Fact]
    public void A_record_cannot_be_compared_with_other_bytes()
    {
        var fault = Assert.Throws<FormatException>(() => CanonicalJson.ValueEquals("{}"u8, "[]"u8));

        Assert.Contains("byte 0", fault.Message, StringComparison.Ordinal);
    }
}
