using System.Globalization;
using System.Text;
using Annals.Index.Tests.Naive;
using Annals.Index.Tests.Query;

namespace Annals.Index.Tests.Planning;

/// <summary>Records with every kind of trouble the search has to bear: shared values, unknown times, odd shapes, variants, receipts, erased ones.</summary>
internal static class TestRecords
{
    private static readonly string[] Actors = ["alice@example.com", "Bob@Example.org", "carol", "ÄRGER@example.com", "dave@example.net"];
    private static readonly string[] Actions = ["file.open", "file.delete", "New-InboxRule", "role.grant"];

    public static IReadOnlyList<MemoryRecord> Make(Random random, int count)
    {
        var pool = OddRecords.All.Concat(RealRecords.All).ToArray();
        var records = new List<MemoryRecord>();
        for (var i = 0; i < count; i++)
        {
            var recorded = RandomQuery.Clock.NowMicros - random.NextInt64(100L * 24 * 3600 * 1_000_000);
            var bytes = random.Next(3) == 0 ? pool[random.Next(pool.Length)] : Application(random, i);
            var flags = random.Next(12) switch { 0 => RecordFlags.HiddenVariant, 1 => RecordFlags.Variant, _ => RecordFlags.None };
            var source = random.Next(15) switch { 0 => "annals", 1 => "door-control", _ => null };
            records.Add(new MemoryRecord(bytes, recorded, flags, source, IsErased: random.Next(40) == 0));
        }

        return records;
    }

    public static byte[] Application(Random random, int number)
    {
        var time = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(random.Next(4) == 0 ? random.Next(100) : random.Next(10_000_000));
        var when = random.Next(12) == 0 ? "no time" : time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            $$"""
            {"id":"{{number}}","time":"{{when}}","actor":{"id":"u{{random.Next(5)}}","name":"{{Actors[random.Next(Actors.Length)]}}"},"action":"{{Actions[random.Next(Actions.Length)]}}",
            "target":{"id":"t{{random.Next(20)}}","name":"Plan {{random.Next(9)}}.docx"},"outcome":"{{(random.Next(3) == 0 ? "failure" : "success")}}",
            "ip":["192.0.2.{{random.Next(4)}}","2001:db8::{{random.Next(4)}}"],"session":"s-{{random.Next(30)}}","note":"quarterly report {{random.Next(40)}} of rogue {{number}}"}
            """);
    }
}
