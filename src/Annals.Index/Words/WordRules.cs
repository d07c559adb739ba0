using System.Globalization;
using System.Text;

namespace Annals.Index.Words;

/// <summary>
/// The one definition of a word, used by queries, by the matcher and by the word filters.
/// A word is a run of letters, marks, digits and <c>_</c>. The characters <c>-</c>, <c>.</c> and <c>@</c> belong to it where they stand
/// singly between two such characters, so a GUID, a host name, an IPv4 address, an e-mail address and <c>New-InboxRule</c> are one word each.
/// Colons belong to it in a run of hexadecimal digits, colons and dots with at least two colons, so an IPv6 address and a time of day are one word.
/// Everything else separates words.
/// </summary>
internal static class WordRules
{
    /// <summary>Number of these rules and of <see cref="WordHash"/>; whoever stores hashes stores <see cref="Fingerprint"/> beside them.</summary>
    public const int Version = 1;

    /// <summary>Stands for <c>*</c> in the text of a pattern: no byte of UTF-8, taken for a letter.</summary>
    public const byte Wild = 0xFF;

    /// <summary>Longest run that is tried as an IPv6 address or time of day.</summary>
    public const int ColonRunMax = 45;

    private static readonly Lazy<ulong> FingerprintOnce = new(ComputeFingerprint);

    /// <summary>
    /// Changes when words or hashes could: with <see cref="Version"/> and with the runtime's Unicode data.
    /// A stored filter whose fingerprint differs must be built again.
    /// </summary>
    public static ulong Fingerprint => FingerprintOnce.Value;

    public static bool IsWordAscii(byte value) =>
        (value | 0x20) is >= 'a' and <= 'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_';

    public static bool IsJoiner(byte value) => value is (byte)'-' or (byte)'.' or (byte)'@';

    public static bool IsHexadecimal(byte value) => (value | 0x20) is >= 'a' and <= 'f' || value is >= (byte)'0' and <= (byte)'9';

    public static bool IsWord(Rune rune) => rune.IsAscii ? IsWordAscii((byte)rune.Value) : Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static ulong ComputeFingerprint()
    {
        var hash = WordHash.Of(Encoding.UTF8.GetBytes($"annals words {Version}"));
        for (var value = 0x80; value <= 0x1FFFF; value++)
        {
            if (Rune.TryCreate(value, out var rune) && IsWord(rune))
            {
                hash = WordHash.Pair(hash, (ulong)Folding.Fold(rune).Value);
            }
        }

        return hash;
    }
}
