using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Annals.Sources.Import;

/// <summary>How far a look at the structure of JSON text came.</summary>
internal enum JsonSkipResult
{
    /// <summary>The value is whole.</summary>
    Complete,

    /// <summary>The bytes end inside the value.</summary>
    NeedMore,

    /// <summary>The value cannot be delimited.</summary>
    Malformed,
}

/// <summary>
/// Finds the end of JSON values by their strings and brackets only. It sees just enough grammar to notice a missing quote or bracket early,
/// before following elements are swallowed; whether a value is valid JSON is checked later, record by record.
/// </summary>
internal static class JsonSkip
{
    private static readonly ByteClass[] Classes = MakeClasses();

    private enum ByteClass : byte
    {
        Other,
        Space,
        Comma,
        Colon,
        Quote,
        OpenObject,
        OpenArray,
        CloseObject,
        CloseArray,
    }

    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    public static int SkipSpace(ReadOnlySpan<byte> data, int position)
    {
        while (position < data.Length && IsSpace(data[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Moves behind the string whose opening quote is at <paramref name="position"/>. A line break inside is malformed and stays unread.</summary>
    public static JsonSkipResult SkipString(ReadOnlySpan<byte> data, ref int position)
    {
        var at = position + 1;
        while (true)
        {
            at = FindStringStop(data, at);
            if (at >= data.Length)
            {
                position = data.Length;
                return JsonSkipResult.NeedMore;
            }

            switch (data[at])
            {
                case (byte)'"':
                    position = at + 1;
                    return JsonSkipResult.Complete;
                case (byte)'\\':
                    at += 2;
                    if (at > data.Length)
                    {
                        position = data.Length;
                        return JsonSkipResult.NeedMore;
                    }

                    break;
                default:
                    position = at;
                    return JsonSkipResult.Malformed;
            }
        }
    }

    /// <summary>Moves behind any value; at <paramref name="position"/> stands its first byte.</summary>
    public static JsonSkipResult SkipValue(ReadOnlySpan<byte> data, ref int position, BracketStack brackets) => data[position] switch
    {
        (byte)'"' => SkipString(data, ref position),
        (byte)'{' or (byte)'[' => SkipBrackets(data, ref position, brackets),
        _ => SkipScalar(data, ref position),
    };

    /// <summary>Moves behind a number, a literal or whatever else stands in the place of one.</summary>
    public static JsonSkipResult SkipScalar(ReadOnlySpan<byte> data, ref int position)
    {
        var start = position;
        while (position < data.Length)
        {
            if (Classes[data[position]] != ByteClass.Other)
            {
                return position > start ? JsonSkipResult.Complete : JsonSkipResult.Malformed;
            }

            position++;
        }

        return JsonSkipResult.NeedMore;
    }

    /// <summary>Finds the next quote, backslash or line break. Most strings are short, so a general search would spend its time on setting out.</summary>
    private static int FindStringStop(ReadOnlySpan<byte> data, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(data);
        for (; at <= data.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref start, (nuint)at);
            var stops = Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\')) | Vector128.Equals(block, Vector128.Create((byte)'\n'));
            var bits = stops.ExtractMostSignificantBits();
            if (bits != 0)
            {
                return at + BitOperations.TrailingZeroCount(bits);
            }
        }

        while (at < data.Length && data[at] is not ((byte)'"' or (byte)'\\' or (byte)'\n'))
        {
            at++;
        }

        return at;
    }

    private static JsonSkipResult SkipBrackets(ReadOnlySpan<byte> data, ref int position, BracketStack brackets)
    {
        brackets.Clear();
        var classes = Classes;
        var before = ByteClass.Colon;
        for (var at = position; at < data.Length; at++)
        {
            var current = classes[data[at]];
            switch (current)
            {
                case ByteClass.Space:
                    continue;
                case ByteClass.Quote:
                    if (before is not (ByteClass.Comma or ByteClass.Colon or ByteClass.OpenObject or ByteClass.OpenArray))
                    {
                        position = at;
                        return JsonSkipResult.Malformed;
                    }

                    var result = SkipString(data, ref at);
                    if (result != JsonSkipResult.Complete)
                    {
                        position = at;
                        return result;
                    }

                    at--;
                    break;
                case ByteClass.OpenObject or ByteClass.OpenArray:
                    if (before != ByteClass.Colon && !(before is ByteClass.Comma or ByteClass.OpenArray && !brackets.InObject))
                    {
                        position = at;
                        return JsonSkipResult.Malformed;
                    }

                    brackets.Push(current == ByteClass.OpenObject);
                    break;
                case ByteClass.CloseObject or ByteClass.CloseArray:
                    if (!brackets.TryPop(current == ByteClass.CloseObject))
                    {
                        position = at;
                        return JsonSkipResult.Malformed;
                    }

                    if (brackets.Depth == 0)
                    {
                        position = at + 1;
                        return JsonSkipResult.Complete;
                    }

                    break;
            }

            before = current;
        }

        position = data.Length;
        return JsonSkipResult.NeedMore;
    }

    private static ByteClass[] MakeClasses()
    {
        var classes = new ByteClass[256];
        foreach (var space in " \n\r\t"u8)
        {
            classes[space] = ByteClass.Space;
        }

        classes[','] = ByteClass.Comma;
        classes[':'] = ByteClass.Colon;
        classes['"'] = ByteClass.Quote;
        classes['{'] = ByteClass.OpenObject;
        classes['['] = ByteClass.OpenArray;
        classes['}'] = ByteClass.CloseObject;
        classes[']'] = ByteClass.CloseArray;
        return classes;
    }
}
