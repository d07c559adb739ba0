using System.Buffers;
using System.Globalization;
using System.Text;

namespace Annals.Records.Objects;

/// <summary>
/// Writes text as JSON strings. Unlike the platform's writers it carries lone surrogates (<c>\ud800</c> written as an escape), which real
/// records may hold; <see cref="Json.JsonText"/> reads them back.
/// </summary>
internal static class JsonQuoting
{
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Encodes text as the inside of a JSON string: only what must be escaped is.</summary>
    public static byte[] Encode(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\')
            {
                escaped.Append('\\').Append(c);
            }
            else if (c < 0x20 || char.IsSurrogate(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return Encoding.UTF8.GetBytes(escaped.ToString());
    }

    /// <summary>Encodes text as a whole JSON string, quotes included.</summary>
    public static byte[] Quote(string text) => [(byte)'"', .. Encode(text), (byte)'"'];

    /// <summary>Encodes text as a whole JSON string, null as <c>null</c>.</summary>
    public static string QuoteOrNull(string? text) => text is null ? "null" : Encoding.UTF8.GetString(Quote(text));
}
