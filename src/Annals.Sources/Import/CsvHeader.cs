using System.Text;

namespace Annals.Sources.Import;

/// <summary>Recognises the header line of CSV exports.</summary>
internal static class CsvHeader
{
    /// <summary>Name of the column that holds the record.</summary>
    public const string Payload = "AuditData";

    public static bool IsPayload(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(name, Payload);

    /// <summary>Finds the separator under which a line has a column of the given name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, string column, out byte separator)
    {
        foreach (var candidate in ",;\t"u8)
        {
            foreach (var range in line.Split(candidate))
            {
                var name = line[range].Trim(" \r\""u8);
                if (Ascii.EqualsIgnoreCase(name, column))
                {
                    separator = candidate;
                    return true;
                }
            }
        }

        separator = 0;
        return false;
    }
}
