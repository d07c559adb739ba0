using System.Runtime.CompilerServices;

namespace Annals.Sources.Samples;

/// <summary>A random GUID (version 4), written in lower case with hyphens.</summary>
/// <param name="High">First 16 digits.</param>
/// <param name="Low">Last 16 digits.</param>
internal readonly record struct SampleGuid(ulong High, ulong Low)
{
    public const int TextLength = 36;

    /// <summary>The GUID of a thing that has a number, such as a user.</summary>
    public static SampleGuid Of(ulong kind, ulong number)
    {
        var state = unchecked((kind * 0xD1B54A32D192ED03) + number);
        return new SampleGuid(SampleRandom.Mix(ref state), SampleRandom.Mix(ref state));
    }

    public void Write(Span<byte> text)
    {
        var high = (High & ~0xF000UL) | 0x4000UL;
        var low = (Low & ~(3UL << 62)) | (2UL << 62);
        WriteDigits(text, high >> 32, 8);
        text[8] = (byte)'-';
        WriteDigits(text[9..], high >> 16, 4);
        text[13] = (byte)'-';
        WriteDigits(text[14..], high, 4);
        text[18] = (byte)'-';
        WriteDigits(text[19..], low >> 48, 4);
        text[23] = (byte)'-';
        WriteDigits(text[24..], low, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteDigits(Span<byte> text, ulong value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            text[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
    }
}
