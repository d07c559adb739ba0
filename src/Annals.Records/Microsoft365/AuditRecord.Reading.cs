using System.Text;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <content>Reading, with the choice of the class that fits the record type.</content>
public partial class AuditRecord
{
    /// <summary>
    /// Reads one record. Its RecordType decides the class: for instance a <see cref="SharePointFileRecord"/> for 6; a plain
    /// <see cref="AuditRecord"/> for a type without a schema here.
    /// </summary>
    /// <param name="utf8Json">One JSON object, of any depth; a byte order mark is skipped. The bytes are copied.</param>
    /// <exception cref="RecordFormatException">The bytes are not exactly one JSON object.</exception>
    public static AuditRecord Parse(ReadOnlySpan<byte> utf8Json) => Read(ObjectScanner.WholeObject(utf8Json.ToArray()));

    /// <summary>Reads one record from text, such as an AuditData cell of an export.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="RecordFormatException">The text is not exactly one JSON object.</exception>
    public static AuditRecord Parse(string json) => Read(ObjectScanner.WholeObject(Encoding.UTF8.GetBytes(json)));

    internal static AuditRecord Read(RawJson raw)
    {
        var record = Wrap<AuditRecord>(raw);
        return record.RecordType is { } type && RecordClasses.Of(type.Value) is { } make ? make(raw) : record;
    }
}
