using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Tests.Objects;
using Annals.Records.Validation;
using Annals.Testing;

namespace Annals.Records.Tests.Validation;

public sealed class RecordValidatorTests
{
    private const string Common = """
        "CreationTime":"2026-05-06T07:08:09","Id":"5f0c3c4e-0000-4000-8000-000000000001","Operation":"FileAccessed","OrganizationId":"5f0c3c4e-0000-4000-8000-000000000002",
        "UserKey":"i:0h.f|membership|1003200000000001@live.example.com","UserType":0,"Workload":"SharePoint","ClientIP":"192.0.2.10","UserId":"ada@example.com"
        """;

    [Fact]
    public void Nothing_is_found_on_a_SharePoint_record_without_the_members_of_Entra()
    {
        var record = AuditRecord.Parse($$"""{ {{Common}},"RecordType":6,"SiteUrl":"https://example.com/sites/a/","SourceFileName":"a.docx","ItemType":"File","EventSource":"SharePoint","Version":1}""");

        Assert.Empty(RecordValidator.Validate(record));
    }

    [Fact]
    public void An_Entra_logon_without_event_type_and_login_status_lacks_both()
    {
        var findings = RecordValidator.Validate(AuditRecord.Parse($$"""{ {{Common}},"RecordType":9,"UserDomain":"example.com"}"""));

        Assert.Equal([("AzureActiveDirectoryEventType", "Entra Base"), ("LoginStatus", "Entra Account Logon")], findings.Select(f => (f.Path, f.Schema)));
        Assert.All(findings, f => Assert.Equal(FindingRule.MandatoryMissing, f.Rule));
    }

    [Fact]
    public void Null_is_missing() => Assert.Contains(
        RecordValidator.Validate(AuditRecord.Parse("""{"RecordType":8,"AzureActiveDirectoryEventType":null}""")),
        f => f is { Path: "AzureActiveDirectoryEventType", Rule: FindingRule.MandatoryMissing });

    [Fact]
    public void Findings_name_the_place_within_the_record()
    {
        var findings = RecordValidator.Validate(AuditRecord.Parse($$"""
            { {{Common}},"RecordType":11,"SensitiveInfoDetectionIsIncluded":"no","Brandnew":1,
              "PolicyDetails":[{"PolicyId":"5f0c3c4e-0000-4000-8000-000000000003","PolicyName":"p","Rules":[{"RuleId":"nonsense","RuleName":7,"RuleMode":"Enable","Actions":["a",1]},"text"]}]}
            """));

        Assert.Equal(
            [
                ("SensitiveInfoDetectionIsIncluded", FindingRule.WrongType, "DLP"),
                ("Brandnew", FindingRule.UnknownMember, "DLP"),
                ("PolicyDetails[0].Rules[1]", FindingRule.WrongType, "PolicyDetails"),
                ("PolicyDetails[0].Rules[0].RuleId", FindingRule.WrongType, "Rules"),
                ("PolicyDetails[0].Rules[0].RuleName", FindingRule.WrongType, "Rules"),
                ("PolicyDetails[0].Rules[0].Actions[1]", FindingRule.WrongType, "Rules"),
            ],
            findings.Select(f => (f.Path, f.Rule, f.Schema)));
    }

    [Fact]
    public void Unknown_values_and_values_lost_upstream_are_told_apart()
    {
        var findings = RecordValidator.Validate(AuditLogMessage.Parse("""{"action":"Beam","level":"OutdatedSdkVersion","status":"OUTDATED_SDK_VERSION","serviceName":5,"entityType":"Queue"}"""));

        Assert.Equal(
            [("action", FindingRule.UnknownValue), ("level", FindingRule.LostUpstream), ("status", FindingRule.LostUpstream), ("serviceName", FindingRule.UnknownValue)],
            findings.Select(f => (f.Path, f.Rule)));
    }

    [Fact]
    public void An_audit_in_its_envelope_is_checked_with_it()
    {
        var findings = RecordValidator.Validate(AuditLogMessage.Parse("""{"detail":{"eventBody":{"id":"a","action":"Beam","context":{"k":1}}},"more":1}"""));

        Assert.Equal([("more", FindingRule.UnknownMember), ("detail.eventBody.action", FindingRule.UnknownValue), ("detail.eventBody.context.k", FindingRule.WrongType)], findings.Select(f => (f.Path, f.Rule)));
    }

    [Fact]
    public void A_record_type_without_a_schema_here_is_checked_for_the_common_members_only()
    {
        var findings = RecordValidator.Validate(AuditRecord.Parse($$"""{ {{Common}},"RecordType":999999,"Anything":1}"""));

        Assert.Equal([("RecordType", FindingRule.UnknownValue)], findings.Select(f => (f.Path, f.Rule)));
    }

    [Fact]
    public void Documented_names_count_as_present() => Assert.DoesNotContain(
        RecordValidator.Validate(AuditRecord.Parse("""{"RecordType":11,"SharePointMetaData":{"UniqueId":"x","itemCreationTime":"2026-01-01T00:00:00"}}""")),
        f => f.Path is "SharePointMetaData.UniqueID" or "SharePointMetaData.UniqueId" or "SharePointMetaData.ItemCreationTime");

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void On_real_SharePoint_records_nothing_is_found()
    {
        // The third file is left out: its publisher replaced identifiers by words.
        foreach (var (place, utf8) in SharedRecords.Microsoft365.Where(r => !r.Place.StartsWith("sekoia", StringComparison.Ordinal) && AuditRecord.Parse(r.Utf8) is SharePointBaseRecord))
        {
            var findings = RecordValidator.Validate(AuditRecord.Parse(utf8));
            Assert.True(findings.Count == 0, $"{place}: {string.Join("; ", findings)}");
        }
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void On_real_records_only_mandatory_members_that_are_often_absent_are_missing()
    {
        var missing = SharedRecords.Microsoft365.Where(r => !r.Place.StartsWith("elastic-edge", StringComparison.Ordinal))
            .SelectMany(r => RecordValidator.Validate(AuditRecord.Parse(r.Utf8)).Where(f => f is { Rule: FindingRule.MandatoryMissing } && !f.Path.Contains('.', StringComparison.Ordinal)))
            .Select(f => f.Path).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["ClientIP", "TokenObjectId", "TokenTenantId"], missing);
    }
}
