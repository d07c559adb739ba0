using System.Globalization;
using System.Text;
using Annals.Sources.Samples;

namespace Annals.Emulation;

/// <summary>The records of a large content item that are made when they are needed, the same ones each time.</summary>
public sealed class GeneratedTail
{
    /// <summary>Added to the number of a record, so that all are written with as many digits.</summary>
    private const long FirstItem = 1_000_000_000_000;

    private static readonly string Padding = new('x', 1_800);

    private readonly ulong seed;
    private readonly string head;

    /// <param name="seed">What their ids are made of.</param>
    /// <param name="bytesMin">Bytes of all of them, separators included, at least.</param>
    /// <param name="time">Their time.</param>
    /// <param name="stream">Their content type.</param>
    internal GeneratedTail(ulong seed, long bytesMin, DateTimeOffset time, string stream)
    {
        this.seed = seed;
        head = $"{{\"CreationTime\":\"{RecordMaker.Time(time)}\",{RecordMaker.Kind(stream)},\"Operation\":\"BulkOperation\",\"UserId\":\"bulk@example.com\",\"Note\":\"{Padding}\"";
        Count = checked((int)(((bytesMin - 1) / (Record(0).Length + 1)) + 1));
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Id of one of them.</summary>
    public string Id(int index) => RecordMaker.Id(new SampleRandom(unchecked(seed + (ulong)index)));

    /// <summary>One of them, as bytes of JSON; all are of one length.</summary>
    public byte[] Record(int index) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head},\"Item\":{FirstItem + index},\"Id\":\"{Id(index)}\"}}"));
}
