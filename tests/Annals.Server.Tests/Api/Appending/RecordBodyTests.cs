using System.Text;
using Annals.Archive;
using Annals.Server.Api.Appending;
using Annals.Testing;
using CsCheck;
using Annals.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Annals.Server.Tests.Api.Appending;

public sealed class RecordBodyTests
{
    private const int ChunkBytes = 64;
    private const int RecordBytesMax = 4096;

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("  {\"a\":1}\n{\"b\":2}  ", "{\"a\":1}|{\"b\":2}")]
    [InlineData("{\n \"a\": {\"b\":[1,2]}\n}", "{\n \"a\": {\"b\":[1,2]}\n}")]
    [InlineData("[]", "")]
    [InlineData("[ {\"a\":\"]\"} ,\n{\"b\":\"\\\"}\"}]", "{\"a\":\"]\"}|{\"b\":\"\\\"}\"}")]
    [InlineData("\uFEFF[{}]", "{}")]
    [InlineData("", "")]
    [InlineData(" \r\n ", "")]
    public async Task A_body_of_json_gives_its_objects(string body, string expected) =>
        Assert.Equal(expected, await CutAsync(body, RecordBodyFormat.Json));

    [Theory]
    [InlineData("{\"a\":1}\r\n\n {\"b\":2}\n", "{\"a\":1}|{\"b\":2}")]
    [InlineData("{\"a\":1}\n{\"b\":\n{\"c\":3}", "{\"a\":1}|{\"b\":|{\"c\":3}")]
    [InlineData("1\n{\"a\":1}", "!0 This is not a JSON object.|{\"a\":1}")]
    [InlineData("[{\"a\":1},{\"b\":2}]", "{\"a\":1}|{\"b\":2}")]
    public async Task A_body_of_lines_gives_its_lines(string body, string expected) =>
        Assert.Equal(expected, await CutAsync(body, RecordBodyFormat.Lines));

    [Theory]
    [InlineData("[1,{\"a\":1},\"x\",[{}],null]", "!0 This is not a JSON object.|{\"a\":1}|!2 This is not a JSON object.|!3 This is not a JSON object.|!4 This is not a JSON object.")]
    [InlineData("[{\"a\":1},,{\"b\":2}]", "{\"a\":1}|!1 Between two commas there is no element.|{\"b\":2}")]
    [InlineData("[{\"a\":1},]", "{\"a\":1}|!1 The array ends with a comma.")]
    [InlineData("[{\"a\":1}] x", "{\"a\":1}|!1 There is something behind the array.")]
    [InlineData("[] {", "!0 There is something behind the array.")]
    [InlineData("[{\"a\":1},{\"b\"", "{\"a\":1}|!1 The JSON is truncated: the array does not end.")]
    [InlineData("[{\"a\":1}}", "!0 A brace closes here that was not opened. The rest was not read.")]
    [InlineData("{\"a\":1}{\"b\":\"", "{\"a\":1}|!1 The JSON is truncated: the body ends inside this record.")]
    [InlineData("{\"a\":1} nonsense {\"b\":2}", "{\"a\":1}|!1 Here an object must begin. The rest was not read; send one record a line as application/x-ndjson to have broken ones left out singly.")]
    public async Task What_is_no_object_is_refused_with_its_number_and_everything_around_it_is_read(string body, string expected) =>
        Assert.Equal(expected, await CutAsync(body, RecordBodyFormat.Json));

    [Theory]
    [InlineData(true, "{0}\n{1}\n{2}")]
    [InlineData(false, "{0}\n{1}{2}")]
    [InlineData(false, "[{0},{1},{2}]")]
    public async Task A_record_over_the_limit_is_refused_alone_and_never_held(bool isLines, string shape)
    {
        var large = $"{{\"x\":\"{new string('y', 10 * RecordBytesMax)}\"}}";
        var body = shape.Replace("{0}", "{\"a\":1}", StringComparison.Ordinal).Replace("{1}", large, StringComparison.Ordinal).Replace("{2}", "{\"b\":2}", StringComparison.Ordinal);

        Assert.Equal($"{{\"a\":1}}|!1 The record is longer than {RecordBytesMax} bytes.|{{\"b\":2}}", await CutAsync(body, isLines ? RecordBodyFormat.Lines : RecordBodyFormat.Json));
    }

    [Fact]
    public void Records_come_out_as_they_went_in_however_the_body_is_cut_up()
    {
        var value = Gen.OneOf(
            Gen.String[Gen.Char["ab\"\\{}[], \n\u00e9"], 0, 200].Select(text => System.Text.Json.JsonSerializer.Serialize(text)),
            Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Gen.Const("[{\"deep\":[1,{}]},[]]"));
        var record = Gen.Select(value.Array[0, 4], values => "{" + string.Join(", ", values.Select((text, i) => $"\"m{i}\" : {text}")) + "}");
        Gen.Select(record.Array[0, 12], Gen.Int[1, 97], Gen.Int[0, 2]).Sample(
            (records, step, shape) =>
            {
                var (format, body) = shape switch
                {
                    0 => (RecordBodyFormat.Lines, string.Join("\n", records)),
                    1 => (RecordBodyFormat.Json, string.Join(" ", records)),
                    _ => (RecordBodyFormat.Json, "[" + string.Join(",\r\n", records) + "]"),
                };
                Assert.Equal(string.Join('|', records), CutAsync(body, format, step).GetAwaiter().GetResult());
            },
            seed: new PCG(1, Seed.Value).ToString());
    }

    [Fact]
    public async Task Memory_is_taken_while_a_body_is_read_and_given_back_by_whoever_ends_it()
    {
        var memory = new AppendMemory(Options.Create(new LimitOptions { WaitingBytesMax = 200_000 }));
        var open = new RecordBody(new SteppedStream(Encoding.UTF8.GetBytes("{\"id\":\"" + new string('x', 900) + "\"}"), 100), RecordBodyFormat.Lines, 1000, 4096, memory).ReadAsync(expectedBytes: null, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await open.MoveNextAsync());
        var batch = open.Current;

        var other = new RecordBody(new SteppedStream(Encoding.UTF8.GetBytes("{}"), 100), RecordBodyFormat.Lines, 1000, 4096, memory).ReadAsync(expectedBytes: null, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(memory.TryTake(100_000));
        await Assert.ThrowsAsync<IntakeBusyException>(async () => await other.MoveNextAsync());
        await other.DisposeAsync();
        memory.Give(100_000);

        await open.DisposeAsync();
        Assert.False(memory.TryTake(200_000));
        memory.Give(batch.Bytes);
        batch.Dispose();
        Assert.True(memory.TryTake(200_000));
    }

    private static async Task<string> CutAsync(string body, RecordBodyFormat format, int step = 7)
    {
        var reader = new RecordBody(new SteppedStream(Encoding.UTF8.GetBytes(body), step), format, RecordBytesMax, ChunkBytes, new AppendMemory(Options.Create(new LimitOptions())));
        var pieces = new List<string>();
        await foreach (var batch in reader.ReadAsync(expectedBytes: null, CancellationToken.None))
        {
            using (batch)
            {
                Assert.NotEqual(0, batch.Count);
                for (var i = 0; i < batch.Count; i++)
                {
                    pieces.Add(batch.Refusal(i) is { } reason ? $"!{pieces.Count} {reason}" : Encoding.UTF8.GetString(batch.Record(i).Span));
                }
            }
        }

        return string.Join('|', pieces);
    }

    /// <summary>Gives few bytes at a time, as a network may.</summary>
    private sealed class SteppedStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
