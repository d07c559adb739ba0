using System.Text;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>Turns conditions into tests of one decoded value: used on columns and on record bytes alike, so that both give one answer.</summary>
internal static class ValueTests
{
    private const int StackBytes = 512;

    /// <summary>
    /// The test of one value of a field (or scalar at a path), given as decoded UTF-8 in any case. Thread-safe; allocates only for values over 340 bytes.
    /// <see cref="ExistsCondition"/> takes every value that is not empty. Not for <see cref="TimeCondition"/> on the time fields, which are numbers.
    /// </summary>
    public static ValueTest Of(Condition condition)
    {
        var folded = OfFolded(condition);
        return condition switch
        {
            PatternCondition { Pattern: { IsLiteral: true } literal } => OfLiteral(literal.FoldedPieces()[0], folded),
            PatternCondition => value => FoldAndTest(value, folded),
            _ => folded,
        };
    }

    /// <summary>As <see cref="Of"/>, but of a value already folded (which changes nothing in numbers, times and addresses).</summary>
    public static ValueTest OfFolded(Condition condition)
    {
        switch (condition)
        {
            case PatternCondition pattern:
                var pieces = pattern.Pattern.FoldedPieces();
                return value => TextPattern.Fits(pieces, value);
            case AddressCondition address:
                return value => AddressRange.TryParseAddress(value, out var parsed) && address.Range.Contains(parsed);
            case NumberCondition number:
                return value => IsBetween(number, value);
            case TimeCondition time:
                return value => TimeText.TryRead(value, out var read) && read.Precision >= TimePrecision.Day && time.Contains(read.StartMicros);
            default:
                return value => !value.IsEmpty;
        }
    }

    /// <summary>A dictionary is tested value by value: nearly all are told apart from the literal by their first byte, hardly one has to be folded.</summary>
    private static ValueTest OfLiteral(byte[] literal, ValueTest folded)
    {
        if (literal.Length == 0)
        {
            return value => value.IsEmpty;
        }

        var first = literal[0];
        return value => !value.IsEmpty
            && (value[0] >= 0x80 || Folding.FoldAscii(value[0]) == first) // an ASCII byte folds to one byte, whatever follows
            && ((value.Length == literal.Length && Ascii.EqualsIgnoreCase(value, literal)) || (!Ascii.IsValid(value) && FoldAndTest(value, folded)));
    }

    private static bool FoldAndTest(ReadOnlySpan<byte> value, ValueTest folded)
    {
        var length = Folding.MaxLength(value.Length);
        Span<byte> buffer = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        return folded(buffer[..Folding.Fold(value, buffer)]);
    }

    private static bool IsBetween(NumberCondition condition, ReadOnlySpan<byte> value) =>
        IsAbove(condition.Low, condition.LowIncluded, value, 1) && IsAbove(condition.High, condition.HighIncluded, value, -1);

    /// <param name="bound">Null = no bound on this side.</param>
    /// <param name="isIncluded">Whether the bound itself is within.</param>
    /// <param name="value">The value's text.</param>
    /// <param name="direction">1 = the bound is a lower one, -1 = an upper one.</param>
    private static bool IsAbove(DecimalText? bound, bool isIncluded, ReadOnlySpan<byte> value, int direction) =>
        bound is null ? DecimalText.IsNumber(value) : bound.CompareTo(value) is { } order && (order * direction < 0 || (order == 0 && isIncluded));
}
