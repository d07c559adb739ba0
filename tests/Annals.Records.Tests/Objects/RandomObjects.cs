using Annals.Records.Objects;
using Annals.Records.Microsoft365;
using CsCheck;

namespace Annals.Records.Tests.Objects;

/// <summary>Random JSON objects that use the models' member names often enough to meet every typed view.</summary>
internal static class RandomObjects
{
    private static readonly string[] Names = [.. Reach.AllModels.Where(t => t.IsAssignableTo(typeof(AuditRecord))).SelectMany(t => Reach.SchemaOf(t).AllMembers).Select(m => m.Name).Distinct(), "", "x", "\\ud800", "é", "a\\\"b"];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        OneOf("null", "true", "false", "0", "1.0", "-12.50e-3", "\"\"", "\"\\ud83d\"", "\"True\"", "\"2024-05-06T07:08:09\""),
        Gen.Long.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.String.Select(JsonQuoting.QuoteOrNull));

    private static readonly Gen<string> Shallow = Gen.OneOf(Scalar, ListOf(Scalar), ObjectOf(Scalar));

    public static Gen<string> Any { get; } = Gen.Select(Gen.Int[-1, 64], ObjectOf(Gen.OneOf(Shallow, ListOf(Shallow), ObjectOf(Shallow))), (type, rest) => $"{{\"RecordType\":{type}{(rest == "{}" ? "" : ",")}{rest[1..]}");

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> ListOf(Gen<string> element) => element.Array[0, 4].Select(e => "[" + string.Join(" , ", e) + "]");

    private static Gen<string> ObjectOf(Gen<string> value) => Gen.Select(OneOf(Names), value, (n, v) => $"\"{n}\": {v}").Array[0, 8].Select(m => "{" + string.Join(",", m) + "}");
}
