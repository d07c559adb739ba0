using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Annals.Emulation;

/// <summary>The listings that have pages to come, by the text of <c>nextPage</c>. The oldest are forgotten. Thread-safe.</summary>
internal sealed class ListingPages
{
    private const int Max = 5_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, ListingPage> pages = new(StringComparer.Ordinal);
    private readonly Queue<string> ages = new();
    private long made;

    public string Add(ListingPage page, DateTimeOffset now)
    {
        lock (gate)
        {
            if (ages.Count >= Max)
            {
                pages.Remove(ages.Dequeue());
            }

            var text = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmss}R{++made:D9}");
            pages[text] = page;
            ages.Enqueue(text);
            return text;
        }
    }

    public bool TryFind(string text, [NotNullWhen(true)] out ListingPage? page)
    {
        lock (gate)
        {
            return pages.TryGetValue(text, out page);
        }
    }
}
