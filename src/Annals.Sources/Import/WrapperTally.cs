using System.Collections.ObjectModel;
using System.Text;

namespace Annals.Sources.Import;

/// <summary>Counts the members that wrappers put around records, by name, without a string per record.</summary>
internal sealed class WrapperTally
{
    private const int NamesMax = 256;
    private const int NameBytesMax = 256;
    private const string Other = "(other)";
    private readonly List<(byte[] Name, string Text)> names = [];
    private long[] counts = [];
    private long other;
    private int expected;

    /// <summary>Whether anything was counted since <see cref="Take"/>.</summary>
    public bool Any { get; private set; }

    public void Add(ReadOnlySpan<byte> name)
    {
        Any = true;
        var index = Find(name);
        if (index < 0)
        {
            other++;
            return;
        }

        counts[index]++;
        expected = index + 1;
    }

    /// <summary>The counts since the call before.</summary>
    public IReadOnlyDictionary<string, long> Take()
    {
        if (!Any)
        {
            return ReadOnlyDictionary<string, long>.Empty;
        }

        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (counts[i] > 0)
            {
                taken[names[i].Text] = taken.GetValueOrDefault(names[i].Text) + counts[i];
                counts[i] = 0;
            }
        }

        if (other > 0)
        {
            taken[Other] = taken.GetValueOrDefault(Other) + other;
        }

        (other, Any) = (0, false);
        return taken;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        // Wrappers repeat their members in the same order: the next name is nearly always the one after the last.
        if (expected < names.Count && name.SequenceEqual(names[expected].Name))
        {
            return expected;
        }

        for (var i = 0; i < names.Count; i++)
        {
            if (name.SequenceEqual(names[i].Name))
            {
                return i;
            }
        }

        if (names.Count == NamesMax || name.Length > NameBytesMax)
        {
            return -1;
        }

        names.Add((name.ToArray(), Encoding.UTF8.GetString(name)));
        Array.Resize(ref counts, names.Count);
        return names.Count - 1;
    }
}
