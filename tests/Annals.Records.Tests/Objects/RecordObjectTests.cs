using System.Text;
using System.Text.Json;
using Annals.Records.GenesysCloud;
using Annals.Records.Microsoft365;
using Annals.Records.Objects;
using Annals.Testing;
using CsCheck;

namespace Annals.Records.Tests.Objects;

public sealed class RecordObjectTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.0", "1e400", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"2024-01-01T00:00:00\"", "\"2024-13-45T99:00:00\"",
        "{}", "[]", "{\"a\":1,\"a\":2}", "[1,\"x\",null,{},[]]", "[{\"Name\":1,\"Value\":[2]}]", "[[[]]]", "{\"Id\":{\"Id\":{}}}", "\"OutdatedSdkVersion\"",
    ];

    [Fact]
    public void No_value_of_any_type_makes_any_property_of_any_model_fail_or_is_lost()
    {
        foreach (var type in Reach.AllModels)
        {
            foreach (var value in Values)
            {
                var names = Reach.SchemaOf(type).AllMembers.SelectMany(m => m.DocumentedName is { } d ? new[] { m.Name, d } : [m.Name]).Distinct();
                var json = Encoding.UTF8.GetBytes("{" + string.Join(",", names.Select(n => $"\"{n}\":{value}")) + "}");
                var model = (RecordObject)Activator.CreateInstance(type)!;
                model.Load(new RawJson(json));

                Reach.ReadAll(model);
                Assert.True(json.AsSpan().SequenceEqual(model.ToUtf8Json()), type.Name + " " + value);
                Reach.TouchAll(model);
                Assert.Equal(JsonValues.Normal(json), JsonValues.Normal(model.ToUtf8Json()));
            }
        }
    }

    [Fact]
    public void Random_objects_come_back_equal_in_value() => RandomObjects.Any.Sample(
        json =>
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            var record = AuditRecord.Parse(utf8);
            Reach.ReadAll(record);
            Reach.TouchAll(record);
            return JsonValues.Normal(utf8) == JsonValues.Normal(record.ToUtf8Json());
        },
        iter: Seed.Rounds(2_000, 50_000));

    [Fact]
    public void Absent_and_null_members_are_told_apart()
    {
        var record = AuditRecord.Parse("""{"ClientIP":null}""");

        Assert.Null(record.ClientIP);
        Assert.Null(record.ObjectId);
        Assert.True(record.Has("ClientIP"));
        Assert.False(record.Has("ObjectId"));
        Assert.Equal("""{"ClientIP":null}""", record.ToString());
    }

    [Fact]
    public void The_last_of_duplicate_members_is_seen_and_all_are_kept()
    {
        var record = AuditRecord.Parse("""{"Operation":"a","Operation":"b"}""");

        Assert.Equal("b", record.Operation);
        Assert.Equal("""{"Operation":"a","Operation":"b"}""", record.ToString());
    }

    [Fact]
    public void Setting_a_duplicate_member_leaves_one()
    {
        var record = AuditRecord.Parse("""{"Operation":"a","Operation":"b","X":1.0}""");

        record.Operation = "c";

        Assert.Equal("""{"Operation":"c","X":1.0}""", record.ToString());
    }

    [Fact]
    public void Numbers_keep_their_text_when_another_member_is_set()
    {
        var record = AuditRecord.Parse("""{"A":1.0,"B":1,"C":9007199254740993,"D":1E+2,"E":-0}""");

        record.Id = "x";

        Assert.Equal("""{"A":1.0,"B":1,"C":9007199254740993,"D":1E+2,"E":-0,"Id":"x"}""", record.ToString());
    }

    [Fact]
    public void Lone_surrogates_in_names_and_values_are_kept()
    {
        var record = AuditRecord.Parse("{\"\\ud800\":\"\\udc00x\",\"UserId\":\"\\ud800\"}");

        record.Id = "x";

        Assert.True(record.UserId is ['\ud800']);
        Assert.Equal("{\"\\ud800\":\"\\udc00x\",\"UserId\":\"\\ud800\",\"Id\":\"x\"}", record.ToString());
        record.UserId = new string('\udfff', 1);
        Assert.Contains("\"UserId\":\"\\udfff\"", record.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_of_any_depth_is_read_and_written()
    {
        const int depth = 10_000;
        var json = "{\"RecordType\":1,\"Deep\":" + new string('[', depth) + new string(']', depth) + ",\"AppAccessContext\":{\"x\":" + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth) + "}}";

        var record = AuditRecord.Parse(json);
        record.AppAccessContext!.APIId = "x";
        record.Id = "y";

        Assert.Equal(JsonValueKind.Array, record.Find("Deep")!.Value.ValueKind);
        Assert.Equal(json.Length + ",\"APIId\":\"x\"".Length + ",\"Id\":\"y\"".Length, record.ToUtf8Json().Length);
    }

    [Fact]
    public void Members_without_a_property_are_listed_as_drift()
    {
        var record = AuditRecord.Parse("""{"Id":"1","RecordType":1,"Brandnew":{"x":[1]},"TokenObjectId":"t"}""");

        Assert.Equal(["Brandnew"], record.UnknownMembers);
        Assert.Equal("""{"x":[1]}""", record.TextOf("Brandnew"));
    }

    [Fact]
    public void A_changed_object_behind_the_record_is_written()
    {
        var record = (ExchangeAdminRecord)AuditRecord.Parse("""{"RecordType":1,"Parameters":[ {"Name":"a","Value":"b","Odd":1.0}, "text" ],"Other":[ 1 ]}""");

        record.Parameters![0].Value = "c";

        Assert.Equal(JsonValueKind.String, record.Parameters[1].WireKind);
        Assert.Equal("text", record.Parameters[1].Text());
        Assert.Equal("""{"RecordType":1,"Parameters":[{"Name":"a","Value":"c","Odd":1.0},"text"],"Other":[ 1 ]}""", record.ToString());
    }

    [Fact]
    public void A_record_can_be_made_from_nothing()
    {
        var record = new SharePointFileRecord
        {
            Id = "1",
            CreationTime = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)),
            RecordType = AuditLogRecordType.SharePointFileOperation,
            ItemType = ItemType.File,
            IsManagedDevice = true,
            AppAccessContext = new AppAccessContext { ClientAppId = "c" },
            OrganizationId = Guid.Empty,
        };

        Assert.Equal("""{"Id":"1","CreationTime":"2026-01-02T03:04:05","RecordType":6,"ItemType":"File","IsManagedDevice":true,"AppAccessContext":{"ClientAppId":"c"},"OrganizationId":"00000000-0000-0000-0000-000000000000"}""", record.ToString());
    }

    [Fact]
    public void Every_property_gives_back_what_was_set()
    {
        foreach (var type in Reach.AllModels)
        {
            foreach (var property in Reach.Properties(type))
            {
                var model = (RecordObject)Activator.CreateInstance(type)!;
                var value = SampleValue(property.PropertyType);
                property.SetValue(model, value);
                var again = (RecordObject)Activator.CreateInstance(type)!;
                again.Load(new RawJson(model.ToUtf8Json()));

                Assert.True(Reach.SchemaOf(type).Knows(again.MemberNames.Single()), $"{type.Name}.{property.Name}");
                Assert.Equal(Shown(value), Shown(property.GetValue(again)));
                property.SetValue(model, null);
                Assert.Equal("{}", model.ToString());
            }
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 2)]
    [InlineData("[]", 0)]
    [InlineData("\"x\"", 0)]
    [InlineData("{\"a\":1", 6)]
    [InlineData("{} {}", 3)]
    [InlineData("{\"a\":01}", 5)]
    public void What_is_no_object_is_refused_with_its_place(string text, long offset)
    {
        var fault = Assert.Throws<RecordFormatException>(() => AuditRecord.Parse(text));

        Assert.Equal(offset, fault.Offset);
    }

    [Fact]
    public void A_byte_order_mark_and_white_space_around_are_skipped() =>
        Assert.Equal("{ \"Id\" : \"1\" }", AuditRecord.Parse([0xEF, 0xBB, 0xBF, .. " \r\n{ \"Id\" : \"1\" }\n"u8]).ToString());

    [Fact]
    public void The_generated_metadata_reads_and_writes_both_vendors()
    {
        var records = JsonSerializer.Deserialize("""[{"RecordType":6,"Id":"1","X":1.0},{"RecordType":77777}]""", RecordsJsonContext.Default.ListAuditRecord)!;
        var audit = JsonSerializer.Deserialize("""{"id":"1","level":"NEW"}""", RecordsJsonContext.Default.AuditLogMessage)!;

        Assert.IsType<SharePointFileRecord>(records[0]);
        Assert.Equal("""[{"RecordType":6,"Id":"1","X":1.0},{"RecordType":77777}]""", JsonSerializer.Serialize(records, RecordsJsonContext.Default.ListAuditRecord));
        Assert.Equal(AuditLevel.OutdatedSdkVersion, audit.Level!.Value.Value);
        Assert.Equal("""{"id":"1","level":"NEW"}""", JsonSerializer.Serialize(audit, RecordsJsonContext.Default.AuditLogMessage));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("3", RecordsJsonContext.Default.AuditRecord));
    }

    private static object SampleValue(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "té\"xt";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OpenEnum<>))
        {
            var known = type.GetGenericArguments()[0];
            var value = Enum.GetValues(known).Cast<object>().First(v => v.ToString() != "OutdatedSdkVersion");
            return typeof(OpenEnum).GetMethod("Of")!.MakeGenericMethod(known).Invoke(null, [value])!;
        }

        return type == typeof(bool) ? true : type == typeof(int) ? 7 : type == typeof(long) ? 1L << 60 : type == typeof(Guid) ? new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) : type == typeof(JsonElement) ? JsonElement.Parse("[1.0]")
            : type == typeof(IReadOnlyList<string>) ? new[] { "a", null, "b" } : type == typeof(IReadOnlyDictionary<string, string>) ? new Dictionary<string, string?> { ["a"] = "1", ["b"] = null }
            : type.IsGenericType ? Array.CreateInstance(type.GetGenericArguments()[0], 0) : Activator.CreateInstance(type)!;
    }

    private static string Shown(object? value) => value switch
    {
        IReadOnlyDictionary<string, string?> map => string.Join(";", map),
        System.Collections.IEnumerable list and not string => string.Join(";", list.Cast<object?>()),
        JsonElement element => element.GetRawText(),
        _ => value?.ToString() ?? "(null)",
    };
}
