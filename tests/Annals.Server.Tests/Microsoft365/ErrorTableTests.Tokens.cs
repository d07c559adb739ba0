using System.Globalization;
using System.Text.RegularExpressions;
using Annals.Testing;
using static Annals.Server.Tests.Microsoft365.TokenRequests;

namespace Annals.Server.Tests.Microsoft365;

/// <content>The table of the token endpoints.</content>
public sealed partial class ErrorTableTests
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TokenCase[] TokenCases =
    [
        new(7000215, "invalid_client", 401, "a wrong secret", fixture => V1Async(fixture, With(V1(fixture), "client_secret", "no"))),
        new(7000222, "invalid_client", 401, "a secret that was replaced", fixture =>
        {
            var form = V1(fixture);
            fixture.Server.RotateClient(fixture.Client);
            return V1Async(fixture, form);
        }),
        new(7000218, "invalid_client", 401, "no credentials", fixture => V1Async(fixture, Without(V1(fixture), "client_secret"))),
        new(700027, "invalid_client", 401, "an assertion that proves nothing", fixture => V1Async(fixture, With(With(Without(V1(fixture), "client_secret"), "client_assertion", "a.b.c"), "client_assertion_type", AssertionType))),
        new(700016, "unauthorized_client", 400, "an unknown client", fixture => V1Async(fixture, With(V1(fixture), "client_id", Guid.NewGuid().ToString()))),
        new(90002, "invalid_request", 400, "another tenant", fixture => SendAsync(fixture, $"/{fixture.Server.Tenant("other").Description.Id}/oauth2/token", V1(fixture))),
        new(90002, "invalid_request", 400, "a tenant that is nobody's", fixture => SendAsync(fixture, $"/{Guid.NewGuid()}/oauth2/token", V1(fixture))),
        new(900023, "invalid_request", 400, "a tenant that is neither GUID nor domain", fixture => SendAsync(fixture, "/common/oauth2/token", V1(fixture))),
        new(90014, "invalid_request", 400, "no grant", fixture => V1Async(fixture, Without(V1(fixture), "grant_type"))),
        new(90014, "invalid_request", 400, "no client", fixture => V1Async(fixture, Without(V1(fixture), "client_id"))),
        new(90014, "invalid_request", 400, "no resource", fixture => V1Async(fixture, Without(V1(fixture), "resource"))),
        new(90014, "invalid_request", 400, "no scope", fixture => V2Async(fixture, Without(V2(fixture), "scope"))),
        new(70011, "invalid_scope", 400, "a scope that is none", fixture => V2Async(fixture, With(V2(fixture), "scope", "https://manage.office.com/.default \"x\""))),
        new(1002012, "invalid_scope", 400, "a scope of one permission", fixture => V2Async(fixture, With(V2(fixture), "scope", "https://manage.office.com/ActivityFeed.Read"))),
        new(500011, "invalid_resource", 400, "a resource that is not served here", fixture => V1Async(fixture, With(V1(fixture), "resource", "https://graph.microsoft.com"))),
        new(70003, "unsupported_grant_type", 400, "another grant", fixture => V1Async(fixture, With(V1(fixture), "grant_type", "password"))),
    ];

    public static TheoryData<string> TokenNames => [.. TokenCases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(TokenNames))]
    public async Task Each_row_of_the_tokens_table_has_its_status_its_word_its_number_and_its_shape(string name)
    {
        var row = Assert.Single(TokenCases, one => one.Name == name);
        await using var fixture = await FeedFixture.StartAsync(tenants: ["default", "other"]);

        using var answer = await row.Provoke(fixture);

        Assert.Equal((row.Status, row.Word, row.Code), await ErrorAsync(answer));
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_tokens_table_has_no_row_without_a_case_and_no_case_is_without_a_row()
    {
        var rows = ReferenceTable.Rows("microsoft365.md", "| AADSTS |")
            .SelectMany(row => Number().Matches(row[0]).Select(code => (int.Parse(code.Value, CultureInfo.InvariantCulture), row[1], int.Parse(row[2], CultureInfo.InvariantCulture))))
            .ToList();

        Assert.True(rows.Count >= 12);
        Assert.Equal(rows.Order(), TokenCases.Select(one => (one.Code, one.Word, one.Status)).Distinct().Order());
    }

    private static Task<HttpResponseMessage> V1Async(FeedFixture fixture, Dictionary<string, string> form) => SendAsync(fixture, $"/{fixture.TenantId}/oauth2/token", form);

    private static Task<HttpResponseMessage> V2Async(FeedFixture fixture, Dictionary<string, string> form) => SendAsync(fixture, $"/{fixture.TenantId}/oauth2/v2.0/token", form);

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>A way to a row of the table.</summary>
    private sealed record TokenCase(int Code, string Word, int Status, string What, Func<FeedFixture, Task<HttpResponseMessage>> Provoke)
    {
        public string Name => $"AADSTS{Code}: {What}";
    }
}
