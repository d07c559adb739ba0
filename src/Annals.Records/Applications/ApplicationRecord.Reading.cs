using System.Text;
using Annals.Records.Objects;

namespace Annals.Records.Applications;

/// <content>Reading.</content>
public sealed partial class ApplicationRecord
{
    /// <summary>Reads one record.</summary>
    /// <param name="utf8Json">One JSON object, of any depth; a byte order mark is skipped. The bytes are copied.</param>
    /// <exception cref="RecordFormatException">The bytes are not exactly one JSON object.</exception>
    public static ApplicationRecord Parse(ReadOnlySpan<byte> utf8Json) => Wrap<ApplicationRecord>(ObjectScanner.WholeObject(utf8Json.ToArray()));

    /// <summary>Reads one record from text.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="RecordFormatException">The text is not exactly one JSON object.</exception>
    public static ApplicationRecord Parse(string json) => Wrap<ApplicationRecord>(ObjectScanner.WholeObject(Encoding.UTF8.GetBytes(json)));
}
