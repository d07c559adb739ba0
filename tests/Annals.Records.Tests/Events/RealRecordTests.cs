using System.Text;
using Annals.Records.Events;
using Annals.Records.Json;
using Annals.Records.Tests.Json;
using Annals.Testing;

namespace Annals.Records.Tests.Events;

public sealed class RealRecordTests
{
    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Every_real_record_has_a_known_shape_an_id_a_time_and_an_action()
    {
        var slices = new EventSlices();
        foreach (var record in RealRecords.Microsoft365.Concat(RealRecords.GenesysCloud))
        {
            Assert.Null(slices.Read(record));
            Assert.NotEqual(RecordShape.Unknown, slices.Shape);
            Assert.False(slices.Id.IsEmpty);
            Assert.NotNull(slices.OccurredMicros);
            Assert.False(slices[EventField.Action].IsEmpty, Encoding.UTF8.GetString(record));
            Assert.False(slices[EventField.Kind].IsEmpty, Encoding.UTF8.GetString(record));
            Assert.True(CanonicalJson.ValueEquals(record, [.. record, (byte)'\n']));
        }
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_records_of_one_real_set_differ_less_by_value_than_by_bytes()
    {
        var lines = RealRecords.Lines("data/m365/elastic-beats-o365.ndjson").ToList();

        Assert.Equal(396, lines.Count);
        Assert.Equal(372, lines.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(259, lines.Select(line => CanonicalJsonTests.Canonical(line)).Distinct().Count());
    }
}
