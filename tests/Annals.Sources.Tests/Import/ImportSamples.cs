using System.IO.Compression;
using System.Text;

namespace Annals.Sources.Tests.Import;

/// <summary>Small files of every kind with the records that they hold.</summary>
public static class ImportSamples
{
    public const string First = """{"CreationTime":"2026-03-04T05:06:07","Id":"a1","Text":"quo\"te, semi; {[\\ \u00e9"}""";
    public const string Second = """{"CreationTime":"2026-03-04T05:06:08","Id":"a2","List":[{"Name":"N","Value":"}]"},[],{}],"N":-1.5e3,"T":true,"Z":null}""";
    public const string Third = """{"CreationTime":"2026-03-04T05:06:09","Id":"a3","Ü":"ä€𝄞"}""";
    public const string Genesys = """{"id":"g1","serviceName":"Routing","eventDate":"2026-03-04T05:06:07Z","action":"Update","entityType":"Queue"}""";

    private const string Envelope = """{"version":"0","id":"e1","detail-type":"v2.audits","source":"aws.partner/example.com","detail":{"topicName":"t","eventBody":{"id":"b1","serviceName":"Routing"}}}""";

    private static readonly Dictionary<string, (string Text, string[] Records)> All = new()
    {
        ["lines"] = ($"{First}\n{Second}\n{Third}\n", [First, Second, Third]),
        ["lines without a last break"] = ($"{First}\n{Second}", [First, Second]),
        ["lines with CRLF, blanks and a mark"] = ($"\uFEFF{First}\r\n\r\n  \t{Second} \r\n\n{Third}\r\n", [First, Second, Third]),
        ["marks in the middle"] = ($"\uFEFF{First}\n\uFEFF{Second}\n", [First, Second]),
        ["one object"] = (First, [First]),
        ["concatenated"] = ($"{First}{Second} {Third}", [First, Second, Third]),
        ["lines of two"] = ($"{Third}\n{First}{Second}\n{Third}\n", [Third, First, Second, Third]),
        ["array in one line"] = ($"[{First},{Second},{Third}]", [First, Second, Third]),
        ["array over lines"] = ($"[\n  {First},\n  {Second}\n, {Third} ]\n", [First, Second, Third]),
        ["arrays one after the other"] = ($"[{First}]\n[{Second},{Third}]\n[]\n[ ]", [First, Second, Third]),
        ["arrays in an array"] = ($"[[{First},{Second}],[{Third}]]", [First, Second, Third]),
        ["empty array"] = ("[]", []),
        ["pretty"] = ("{\n  \"Id\": \"a\",\n  \"List\": [\n    1,\n    {\n    }\n  ]\n}\n", ["{\n  \"Id\": \"a\",\n  \"List\": [\n    1,\n    {\n    }\n  ]\n}"]),
        ["pretty, one after the other"] = ("{\n \"Id\": \"a\"\n}\n{ \"Id\": \"b\",\n  \"c\": 1 }\n", ["{\n \"Id\": \"a\"\n}", "{ \"Id\": \"b\",\n  \"c\": 1 }"]),
        ["pretty, open brace with a name"] = ("{ \"Id\": \"a\",\n  \"c\": {\"d\":1}\n}\n", ["{ \"Id\": \"a\",\n  \"c\": {\"d\":1}\n}"]),
        ["Genesys page"] = ($$"""{"id":"q","pageSize":25,"entities":[{{Genesys}},{{Genesys}}],"cursor":"c"}""", [Genesys, Genesys]),
        ["Genesys page, entities first"] = ($$"""{"entities": [ {{Genesys}} ], "pageSize": 25, "pageNumber": 1, "total": 1, "pageCount": 1}""", [Genesys]),
        ["Genesys related answer"] = ($$"""{"entities":[{{Genesys}}]}""", [Genesys]),
        ["Genesys pages by line"] = ($$"""
            {"pageSize":1,"entities":[{{Genesys}}]}
            {"pageSize":1,"entities":[]}
            {"pageSize":1,"entities":[{{Genesys}}]}
            """, [Genesys, Genesys]),
        ["Genesys pages in an array"] = ($$"""[{"pageSize":1,"entities":[{{Genesys}}]},{"pageSize":1,"entities":[{{Genesys}}]}]""", [Genesys, Genesys]),
        ["Genesys array"] = ($"[{Genesys},{Genesys}]", [Genesys, Genesys]),
        ["EventBridge"] = ($"{Envelope}\n", [Envelope]),
        ["Graph page"] = ($$$"""{"@odata.context":"https://example.com/$metadata","value":[{"id":"a1","createdDateTime":"2026-03-04T05:06:07Z","auditLogRecordType":"x","auditData":{{{First}}}},{"id":"a2","auditData":{{{Second}}}}],"@odata.nextLink":"n"}""", [First, Second]),
        ["Graph record"] = ($$$"""{"id":"a1","createdDateTime":"2026-03-04T05:06:07Z","auditData":{{{First}}}}""", [First]),
        ["Graph records by line"] = ($$$"""
            {"id":"a1","createdDateTime":"2026-03-04T05:06:07Z","auditData":{{{First}}}}
            {"id":"a2","createdDateTime":"2026-03-04T05:06:07Z","auditData":{{{Second}}},"service":"Exchange"}
            """, [First, Second]),
        ["wrapped text"] = ($$"""{"RecordType":"ExchangeAdmin","CreationDate":"x","AuditData":{{Quote(First)}},"ResultIndex":1}""" + "\n" + $$"""{"AuditData":{{Quote(Third)}}}""" + "\n" + Second, [First, Third, Second]),
        ["wrapped pretty text"] = ($$"""[{"AuditData":"\n {\r\n  \"Id\": \"a\"\n}  \n"},{{Second}}]""", ["{\r\n  \"Id\": \"a\"\n}", Second]),
        ["wrapped array"] = ($$"""{"value":[{"Identity":"1","AuditData":{{Quote(First)}}},{"Identity":"2","AuditData":{{Second}}}],"Count":2}""", [First, Second]),
        ["Wazuh"] = ($$$"""{"integration":"office365","office365":{"Id":"w1","Subscription":"Audit.Exchange"}}""" + "\n" + First, ["{\"Id\":\"w1\",\"Subscription\":\"Audit.Exchange\"}", First]),
        ["own records that look like pages"] = ("""{"id":"1","time":"2026-01-01T00:00:00Z","entities":[{"a":1}]}""" + "\n" + """{"id":"2","entities":[{"a":1}]}""" + "\n" + """{"value":[{"x":1}],"id":"3"}""" + "\n",
            ["""{"id":"1","time":"2026-01-01T00:00:00Z","entities":[{"a":1}]}""", """{"id":"2","entities":[{"a":1}]}""", """{"value":[{"x":1}],"id":"3"}"""]),
        ["own records with AuditData"] = ("""{"id":"1","AuditData":5}""" + "\n" + """{"id":"2","AuditData":"","AuditData":"{}"}""", ["""{"id":"1","AuditData":5}""", """{"id":"2","AuditData":"","AuditData":"{}"}"""]),
        ["Purview CSV"] = ($"RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\r\na1,9/20/2023 4:05:03 AM,8,Add,u,{Cell(First)},,\r\na2,x,8,\"o \"\"p\"\", q\",u,{Cell(Second)},,\r\n", [First, Second]),
        ["older portal CSV"] = ($"\uFEFFCreationDate,UserIds,Operations,AuditData\n2023,u,o,{Cell(First)}\n2023,u,o,{Cell(Third)}", [First, Third]),
        ["Export-Csv"] = ($"#TYPE Selected.System.Management.Automation.PSCustomObject\r\n\"auditdata\",\"Identity\"\r\n{Cell(Second)},\"1\"\r\n\r\n{Cell(First)},\"2\"\r\n", [Second, First]),
        ["CSV with semicolons"] = ($"Identity;AuditData;X\n1;{Cell(First)};\n", [First]),
        ["CSV with line breaks in cells"] = ("AuditData,Note\r\n\"{\"\"a\"\":\r\n1}\",\"x\ny\"\r\n" + Cell(First) + ",\r\n", ["{\"a\":\r\n1}", First]),
        ["appended CSV files"] = ($"AuditData,X\n{Cell(First)},1\n#TYPE y\nX,AuditData\n1,{Cell(Second)}\n", [First, Second]),
    };

    public static TheoryData<string> Names => new(All.Keys);

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(All[name].Text);

    public static IEnumerable<string> Records(string name) => All[name].Records.Select(record => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(record)));

    public static byte[] Utf16(string name, bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(All[name].Text.TrimStart('\uFEFF'))];
    }

    public static byte[] Gzip(params byte[][] members)
    {
        using var packed = new MemoryStream();
        foreach (var member in members)
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(member);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    public static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\u0022", StringComparison.Ordinal).Replace("𝄞", "\\uD834\\udd1e", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)}\"";
}
