using System.Text.Json;

namespace Annals.Emulation.Tests;

/// <summary>What a collector holds: by id, the different bytes of it.</summary>
internal sealed class Held
{
    private readonly Dictionary<string, HashSet<string>> digests = new(StringComparer.Ordinal);

    public int Count => digests.Count;

    public void Add(string id, ReadOnlySpan<byte> record)
    {
        if (!digests.TryGetValue(id, out var known))
        {
            digests[id] = known = new HashSet<string>(StringComparer.Ordinal);
        }

        known.Add(FaultPlan.Digest(record.ToArray()));
    }

    /// <summary>Adds every record of a body; nothing when it is no array of objects.</summary>
    public bool AddAll(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 512 });
            var found = new List<(string Id, int Start, int Length)>();
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                found.Add((IdOf(body.AsMemory(start, (int)reader.BytesConsumed - start)), start, (int)reader.BytesConsumed - start));
            }

            foreach (var (id, start, length) in found)
            {
                Add(id, body.AsSpan(start, length));
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Adds the records before and behind one that cannot be read, in a body made by the emulator.</summary>
    public void AddReadable(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        if (text.IndexOf(", bad}", StringComparison.Ordinal) is > 0 and var bad)
        {
            var begin = text.LastIndexOf("{\"Id\"", bad, StringComparison.Ordinal);
            AddAll(System.Text.Encoding.UTF8.GetBytes(text[..begin].TrimEnd(',') + "]"));
            AddAll(System.Text.Encoding.UTF8.GetBytes("[" + text[(bad + ", bad}".Length)..].TrimStart(',')));
        }
    }

    /// <summary>Ids of a plan's records that are missing, and of what is held and should not be.</summary>
    public (List<string> Missing, List<string> Surplus) Against(IEnumerable<ExpectedRecord> expected)
    {
        var left = digests.Keys.ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var record in expected)
        {
            if (!digests.TryGetValue(record.Id, out var known) || record.Values.Any(forms => !forms.Any(known.Contains)))
            {
                missing.Add($"{record.Stream} {record.Id}");
            }

            left.Remove(record.Id);
        }

        return (missing, [.. left]);
    }

    public static string IdOf(ReadOnlyMemory<byte> record)
    {
        var reader = new Utf8JsonReader(record.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("Id"u8) || reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isId)
            {
                return reader.GetString()!;
            }

            reader.Skip();
        }

        throw new JsonException("no id");
    }
}
