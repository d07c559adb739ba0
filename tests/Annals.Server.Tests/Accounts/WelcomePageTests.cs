using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Annals.Server.Accounts;

namespace Annals.Server.Tests.Accounts;

public sealed partial class WelcomePageTests
{
    [Fact]
    public async Task The_link_leads_to_a_page_that_runs_its_own_script_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();

        using var answer = await http.GetAsync(new Uri(FirstLink.Of(server.App)!.Value.Link.AbsolutePath, UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "text/html", true), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var part in Parts().Matches(page).Select(match => match.Groups[2].Value))
        {
            Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}'", policy, StringComparison.Ordinal);
        }

        Assert.Equal(2, Parts().Count(page));
        Assert.DoesNotMatch(ForeignResource(), page);
        Assert.Contains("/v1/session/link", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<(script|style)[^>]*>(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex("(src|href)=|https?://")]
    private static partial Regex ForeignResource();
}
