using System.Text;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Intake;

public sealed class RecordIdentityTests
{
    private static readonly RecordIdentity Identity = new(new KeyedHash([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));

    public static TheoryData<string, string, string, string, string> Vectors
    {
        get
        {
            var data = new TheoryData<string, string, string, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "formats", "record-identity.md")).Where(line => line.EndsWith("` |", StringComparison.Ordinal)))
            {
                var cells = line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim(' ', '`')).ToArray();
                data.Add(cells[0], cells[1], cells[2], cells[3], cells[4]);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Vectors))]
    public void Names_are_those_of_the_format_page(string source, string id, string record, string name, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(record);

        var actual = name switch
        {
            "source id" => Identity.SourceId(source),
            "record id" => Identity.RecordId(source, id, bytes),
            _ => Identity.ValueId(source, id, bytes),
        };

        Assert.Equal(expected, actual.ToString());
    }

    [Fact]
    public void The_format_page_has_vectors_of_every_name() => Assert.Equal(7, Vectors.Count);

    [Fact]
    public void A_lone_surrogate_is_an_id_of_its_own() =>
        Assert.NotEqual(Identity.RecordId("microsoft365", "\ud800", "{}"u8), Identity.RecordId("microsoft365", "\ufffd", "{}"u8));
}
