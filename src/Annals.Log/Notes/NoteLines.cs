using System.Text;

namespace Annals.Log;

/// <summary>Reads the lines in front of a signed note, as proof files and witness requests have them.</summary>
internal ref struct NoteLines(ReadOnlySpan<byte> rest)
{
    /// <summary>What was not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = rest;

    /// <summary>The next line without its line feed; null when there is none, or it is not plain ASCII.</summary>
    public string? Next()
    {
        var end = Rest.IndexOf((byte)'\n');
        if (end < 0 || Rest[..end].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
        {
            return null;
        }

        var line = Encoding.ASCII.GetString(Rest[..end]);
        Rest = Rest[(end + 1)..];
        return line;
    }

    /// <summary>Hashes in base64, one a line, up to and with the empty line that ends them; null when a line is anything else or there are more than <paramref name="countMax"/>.</summary>
    public TreeHash[]? Hashes(int countMax)
    {
        var hashes = new List<TreeHash>();
        while (true)
        {
            var line = Next();
            if (line is "")
            {
                return [.. hashes];
            }

            if (line is null || hashes.Count == countMax || !TreeHash.TryParseBase64(line, out var hash))
            {
                return null;
            }

            hashes.Add(hash);
        }
    }

    public static void AppendHashes(StringBuilder text, IEnumerable<TreeHash> hashes)
    {
        foreach (var hash in hashes)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }

        text.Append('\n');
    }
}
