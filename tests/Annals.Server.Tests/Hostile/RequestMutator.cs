using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Annals.Server.Tests.Hostile;

/// <summary>Makes requests that are nearly right, and wrong in ways that have broken servers before.</summary>
/// <param name="random">Where all choices come from.</param>
/// <param name="host">Host and port of the server.</param>
/// <param name="token">A token that may do everything.</param>
/// <param name="tenant">Id of the tenant.</param>
/// <param name="client">Id of the client.</param>
internal sealed class RequestMutator(Random random, string host, string token, Guid tenant, Guid client)
{
    private static readonly string[] Nasty =
    [
        "", "0", "-1", "1e999999", "99999999999999999999999999", "NaN", "null", "true", "[]", "{}", "\"", "'", "\\", "%", "%00", "%ff%fe", "%2e%2e%2f", "../../../../etc/passwd", "\u0000", "\ud83d\ude00", "ı", "İ",
        new string('a', 5_000), new string('(', 2_000), "a:(" + string.Join(" OR ", Enumerable.Repeat("b", 500)) + ")", "*", "**", "-", "NOT", "AND", "OR", "\"unfinished", "raw.", "occurred>=now-99999999999d", "ip:999.999.999.999/99",
        "ip:::ffff:0:0/200", "2026-13-45T99:99:99Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "2026-01-01/2025-01-01", "${jndi:ldap://example.org/a}", "<script>alert(1)</script>", "' OR '1'='1", "$(id)", "\r\nX-Injected: 1",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0x10", "１２", "1_000", " 1", "1 ", "+1", "1,000", "٣",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "G\u00cbT", ""];

    private static readonly string[] HeaderNames =
    [
        "Authorization", "Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "X-Search-Id", "Last-Event-ID", "Range", "If-Match", "If-None-Match", "Expect",
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Origin", "Referer", "Sec-Fetch-Site", "Upgrade", "Connection", "TE", "Via", "X-Annals-Antiforgery", "Content-Disposition", "Host",
    ];

    private (string Method, string Path, string Type, string Body)[] Templates => field ??=
    [
        ("GET", "/v1/records?q=actor:a*&limit=10", "", ""),
        ("GET", "/v1/records?q=\"some+words\"&from=now-7d&to=now&order=oldest", "", ""),
        ("GET", "/v1/records?cursor=AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "", ""),
        ("GET", "/v1/records/count?q=NOT+outcome:success", "", ""),
        ("GET", "/v1/records/histogram?width=1h&q=source:billing", "", ""),
        ("GET", "/v1/records/facets/action?limit=5", "", ""),
        ("GET", "/v1/values/actor?prefix=a", "", ""),
        ("GET", "/v1/records/12", "", ""),
        ("GET", "/v1/records/12/raw", "", ""),
        ("GET", "/v1/records/12/around?before=3&after=3", "", ""),
        ("GET", "/v1/records/12/related?by=actor", "", ""),
        ("GET", "/v1/records/12/proof", "", ""),
        ("GET", "/v1/records/by-id?id=7", "", ""),
        ("GET", "/v1/checkpoint", "", ""),
        ("GET", "/v1/me", "", ""),
        ("GET", "/v1/tenant", "", ""),
        ("GET", "/v1/tenant/health", "", ""),
        ("GET", "/v1/clients", "", ""),
        ("POST", "/v1/clients", "application/json", """{"name":"x","scopes":["records.read"],"sources":["billing"]}"""),
        ("GET", "/v1/users", "", ""),
        ("POST", "/v1/users", "application/json", """{"name":"x","roles":["reader"],"password":"a long password 1"}"""),
        ("POST", "/v1/session", "application/json", """{"tenant":"default","name":"x","password":"y"}"""),
        ("GET", "/v1/session", "", ""),
        ("GET", "/v1/exports", "", ""),
        ("POST", "/v1/exports", "application/json", """{"query":"actor:a*","format":"ndjson"}"""),
        ("GET", "/v1/searches", "", ""),
        ("POST", "/v1/searches", "application/json", """{"name":"x","query":"actor:a*"}"""),
        ("GET", "/v1/verifications", "", ""),
        ("GET", "/v1/openapi.json", "", ""),
        ("POST", "/v1/records", "application/json", """[{"id":"1","time":"2026-11-01T08:00:00Z","actor":{"name":"a"},"action":"b"},{"id":"2","x":[1,2,{"y":null}]}]"""),
        ("POST", "/v1/records?source=billing", "application/x-ndjson", "{\"id\":\"3\",\"time\":\"2026-11-01T08:00:00Z\"}\n{\"id\":\"4\"}\n"),
        ("POST", "/oauth/token", "application/x-www-form-urlencoded", $"grant_type=client_credentials&client_id={client}&client_secret=wrong"),
        ("POST", $"/{tenant}/oauth2/token", "application/x-www-form-urlencoded", $"grant_type=client_credentials&resource=https%3A%2F%2Fmanage.office.com&client_id={client}&client_secret=wrong"),
        ("POST", $"/{tenant}/oauth2/v2.0/token", "application/x-www-form-urlencoded", $"grant_type=client_credentials&scope=https%3A%2F%2Fmanage.office.com%2F.default&client_id={client}&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=e30.e30.e30"),
        ("POST", $"/api/v1.0/{tenant}/activity/feed/subscriptions/start?contentType=Audit.General", "application/json", """{"webhook":{"address":"https://example.com/hook","authId":"x","expiration":""}}"""),
        ("POST", $"/api/v1.0/{tenant}/activity/feed/subscriptions/stop?contentType=Audit.General", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/subscriptions/list", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/subscriptions/content?contentType=Audit.General&startTime=2026-11-01T00:00:00&endTime=2026-11-01T12:00:00", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/subscriptions/content?contentType=Audit.General&nextpage=AAAA", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/subscriptions/notifications?contentType=Audit.General", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/audit/20261101000000000000001$20261101000000000000001$audit_general$Audit_General$annals", "", ""),
        ("GET", $"/api/v1.0/{tenant}/activity/feed/resources/dlpSensitiveTypes", "", ""),
        ("POST", "/api/v2/audits/query", "application/json", """{"interval":"2026-11-01T00:00:00Z/2026-11-02T00:00:00Z","serviceName":"Architect","filters":[{"property":"UserId","value":"x"}],"sort":[{"name":"Timestamp","sortOrder":"ascending"}]}"""),
        ("GET", "/api/v2/audits/query/5f0f1a3e-0000-4000-8000-000000000001", "", ""),
        ("GET", "/api/v2/audits/query/5f0f1a3e-0000-4000-8000-000000000001/results?cursor=x&pageSize=25&expand=user", "", ""),
        ("POST", "/api/v2/audits/query/realtime?expand=user", "application/json", """{"interval":"2026-11-25T00:00:00Z/2026-11-26T00:00:00Z","pageNumber":1,"pageSize":25}"""),
        ("POST", "/api/v2/audits/query/realtime/related", "application/json", """{"auditId":"5f0f1a3e-0000-4000-8000-000000000001"}"""),
        ("GET", "/api/v2/audits/query/servicemapping", "", ""),
        ("GET", "/api/v2/audits/query/realtime/servicemapping", "", ""),
        ("GET", $"/log/{tenant}/checkpoint", "", ""),
        ("GET", $"/log/{tenant}/tile/0/000.p/5", "", ""),
        ("GET", $"/log/{tenant}/tile/entries/000.p/5", "", ""),
        ("GET", "/health/ready", "", ""),
        ("GET", "/metrics", "", ""),
        ("GET", "/", "", ""),
    ];

    /// <summary>One request as bytes.</summary>
    public byte[] Next()
    {
        var (method, path, type, body) = Templates[random.Next(Templates.Length)];
        var headers = new List<(string Name, string Value)> { ("Host", host), ("Authorization", "Bearer " + token), ("Connection", "close") };
        if (type.Length > 0)
        {
            headers.Add(("Content-Type", type));
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        for (var changes = random.Next(0, 4); changes > 0; changes--)
        {
            switch (random.Next(9))
            {
                case 0:
                    method = Methods[random.Next(Methods.Length)];
                    break;
                case 1 or 2:
                    path = ChangePath(path);
                    break;
                case 3:
                    ChangeHeader(headers);
                    break;
                case 4 or 5:
                    bytes = ChangeBody(bytes);
                    break;
                case 6:
                    bytes = Pack(bytes, headers);
                    break;
                case 7:
                    headers.Add((HeaderNames[random.Next(HeaderNames.Length)], Word()));
                    break;
                default:
                    bytes = Deep(type);
                    break;
            }
        }

        return Join(method, path, headers, bytes, random.Next(50) == 0);
    }

    private string Word() => Nasty[random.Next(Nasty.Length)];

    private string ChangePath(string path)
    {
        var at = random.Next(1, path.Length);
        return random.Next(6) switch
        {
            0 => path[..at] + Uri.EscapeDataString(Word().Replace("\ud83d", "", StringComparison.Ordinal)) + path[at..],
            1 => path[..at] + Word() + path[at..],
            2 => path[..at],
            3 => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Word() + "=" + Word(),
            4 => path.Replace('=', '&'),
            _ => string.Join('/', path.Split('/').Select(part => random.Next(4) == 0 ? Word() : part)),
        };
    }

    private void ChangeHeader(List<(string Name, string Value)> headers)
    {
        var at = random.Next(headers.Count);
        headers[at] = random.Next(3) switch
        {
            0 => (headers[at].Name, Word()),
            1 => (headers[at].Name, headers[at].Value[..(headers[at].Value.Length / 2)]),
            _ => (Word(), headers[at].Value),
        };
    }

    private byte[] ChangeBody(byte[] body)
    {
        if (body.Length == 0)
        {
            return Encoding.UTF8.GetBytes(Word());
        }

        var changed = body.ToList();
        var at = random.Next(changed.Count);
        switch (random.Next(6))
        {
            case 0:
                changed[at] = (byte)random.Next(256);
                break;
            case 1:
                changed.RemoveRange(at, random.Next(changed.Count - at));
                break;
            case 2:
                changed.InsertRange(at, Encoding.UTF8.GetBytes(Word()));
                break;
            case 3:
                changed.InsertRange(at, changed.GetRange(0, at));
                break;
            case 4:
                changed.InsertRange(at, Encoding.UTF8.GetBytes(random.Next(2) == 0 ? new string('9', 2_000) : "1e" + new string('9', 300)));
                break;
            default:
                return [.. body, .. body];
        }

        return [.. changed];
    }

    private byte[] Deep(string type)
    {
        var depth = random.Next(1, 100_000);
        return Encoding.ASCII.GetBytes(random.Next(4) switch
        {
            0 => new string('[', depth),
            1 => string.Concat(Enumerable.Repeat("{\"a\":", depth)),
            2 => "{\"a\":" + new string('[', depth) + new string(']', depth) + "}",
            _ => type.Length == 0 ? new string('&', depth) : string.Concat(Enumerable.Repeat("a=b&", depth)),
        });
    }

    /// <summary>Packed well, packed badly, or a small body that unpacks to much.</summary>
    private byte[] Pack(byte[] body, List<(string Name, string Value)> headers)
    {
        headers.Add(("Content-Encoding", random.Next(5) switch { 0 => "br", 1 => "deflate", 2 => "zstd", _ => "gzip" }));
        var content = random.Next(8) == 0 ? new byte[random.Next(1 << 20, 96 << 20)] : body;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        var bytes = packed.ToArray();
        if (random.Next(3) == 0 && bytes.Length > 20)
        {
            bytes[random.Next(10, bytes.Length)] ^= (byte)random.Next(1, 256);
        }

        return bytes;
    }

    private static byte[] Join(string method, string path, List<(string Name, string Value)> headers, byte[] body, bool hasWrongLength)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (body.Length > 0 || method is "POST" or "PUT")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {(hasWrongLength ? body.Length + 7 : body.Length)}\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }
}
