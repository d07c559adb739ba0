using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;
using Annals.Testing;

namespace Annals.Records.Tests.Objects;

public sealed class SharedRecordTests
{
    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Every_member_of_every_real_Microsoft_365_record_is_reachable_and_written_back()
    {
        var count = 0;
        foreach (var (place, utf8) in SharedRecords.Microsoft365)
        {
            CheckRoundTrip(place, utf8, AuditRecord.Parse(utf8), AuditRecord.Parse(utf8));
            count++;
        }

        Assert.Equal(703, count);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Every_member_of_every_real_Genesys_Cloud_audit_is_reachable_and_written_back()
    {
        foreach (var (place, utf8) in SharedRecords.GenesysCloud)
        {
            CheckRoundTrip(place, utf8, AuditLogMessage.Parse(utf8), AuditLogMessage.Parse(utf8));
        }
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void Typed_properties_see_what_real_records_hold()
    {
        foreach (var (place, utf8) in SharedRecords.Microsoft365)
        {
            var record = AuditRecord.Parse(utf8);
            foreach (var member in record.Schema.AllMembers.Where(m => m.Kind is MemberKind.Text or MemberKind.Flag or MemberKind.Time or MemberKind.Enum or MemberKind.ObjectList or MemberKind.Object))
            {
                var property = record.GetType().GetProperties().First(p => string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase));
                var isOddForm = record.TextOf(member.Name) is { } text && member.AlsoKinds.Contains(record.Find(member.Name)!.Value.ValueKind) && property.GetValue(record) is null;
                Assert.True(record.TextOf(member.Name) is null || property.GetValue(record) is not null || isOddForm, $"{place}: {member.Name} = {record.TextOf(member.Name)} is not seen by {record.GetType().Name}.{property.Name}");
            }
        }
    }

    private static void CheckRoundTrip(string place, byte[] utf8, RecordObject record, RecordObject touched)
    {
        Assert.True(Reach.ReadAll(record) > 3, place);
        Assert.True(utf8.AsSpan().SequenceEqual(record.ToUtf8Json()), place + ": an unchanged record is not the same bytes");

        using var document = System.Text.Json.JsonDocument.Parse(utf8);
        if (record is not AuditTopicAuditLogMessage { Notification: not null })
        {
            Assert.Equal(document.RootElement.EnumerateObject().Select(m => m.Name), record.MemberNames);
            Assert.All(document.RootElement.EnumerateObject(), m => Assert.Equal(JsonValues.Normal(System.Text.Encoding.UTF8.GetBytes(m.Value.GetRawText())), JsonValues.Normal(System.Text.Encoding.UTF8.GetBytes(record.Find(m.Name)!.Value.GetRawText()))));
        }

        Reach.TouchAll(touched);
        Assert.Equal(JsonValues.Normal(utf8), JsonValues.Normal(touched.ToUtf8Json()));
    }
}
