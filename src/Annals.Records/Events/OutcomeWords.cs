using System.Text;

namespace Annals.Records.Events;

/// <summary>The words for an outcome that the sources use, compared without case.</summary>
internal static class OutcomeWords
{
    private const int LongestWord = 20;

    public static Outcome Read(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestWord)
        {
            return Outcome.Unknown;
        }

        Span<byte> lower = stackalloc byte[LongestWord];
        if (Ascii.ToLower(word, lower, out var length) != System.Buffers.OperationStatus.Done)
        {
            return Outcome.Unknown;
        }

        lower = lower[..length];
        return IsOneOf(lower, "success"u8, "succeeded"u8, "successful"u8, "true"u8, "ok"u8) ? Outcome.Success
            : IsOneOf(lower, "failed"u8, "failure"u8, "fail"u8, "false"u8, "error"u8) || IsOneOf(lower, "denied"u8, "authorizationfailure"u8) ? Outcome.Failure
            : IsOneOf(lower, "partiallysucceeded"u8, "partial"u8, "partialsuccess"u8) ? Outcome.Partial
            : IsOneOf(lower, "warning"u8, "warn"u8) ? Outcome.Warning
            : Outcome.Unknown;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> word, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default, ReadOnlySpan<byte> d = default, ReadOnlySpan<byte> e = default) =>
        !word.IsEmpty && (word.SequenceEqual(a) || word.SequenceEqual(b) || word.SequenceEqual(c) || word.SequenceEqual(d) || word.SequenceEqual(e));
}
