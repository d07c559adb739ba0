using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Annals.Records.Json;

/// <summary>
/// Walks over JSON text once, checking its grammar (RFC 8259) and giving places instead of values. It trusts that the bytes are
/// UTF-8 (<see cref="RecordSyntax.CheckEncoding"/>), knows no limit of depth and uses no recursion. Every method that returns false has
/// set <see cref="Fault"/>, and the scanner must not be used further.
/// </summary>
/// <remarks>
/// Own code because the reader of System.Text.Json checks escapes only when a value is fetched, keeps a depth limit as a number to
/// guess, and costs about a third more per record.
/// </remarks>
internal ref struct JsonScanner
{
    private readonly ref byte _first;
    private readonly int _length;
    private int _position;
    private int _faultAt;
    private string? _reason;

    public JsonScanner(ReadOnlySpan<byte> json)
    {
        _first = ref MemoryMarshal.GetReference(json);
        _length = json.Length;
    }

    /// <summary>Offset of the next byte to read.</summary>
    public readonly int Position => _position;

    /// <summary>The first fault met, or null.</summary>
    public readonly RecordFault? Fault => _reason is null ? null : new RecordFault(_faultAt, _reason);

    /// <summary>The next byte, or 0 at the end (0 is no valid byte outside of strings either).</summary>
    public readonly byte Next => _position < _length ? Unsafe.Add(ref _first, _position) : (byte)0;

    /// <summary>Reads the whole text as one object with only white space around it.</summary>
    public bool SkipDocument() => AtObject() && SkipContainer() && Finish();

    /// <summary>Moves to the opening brace of the one object.</summary>
    public bool AtObject()
    {
        SkipWhiteSpace();
        return Next switch
        {
            (byte)'{' => true,
            0 when _position == _length => Fail("There is no JSON object: the bytes are empty or only white space."),
            _ => Fail("A record is a JSON object, and this begins otherwise."),
        };
    }

    /// <summary>Checks that only white space follows.</summary>
    public bool Finish()
    {
        SkipWhiteSpace();
        return _position == _length || Fail("More bytes follow after the end of the JSON object.");
    }

    /// <summary>Steps into the object or array that begins here.</summary>
    /// <param name="close">Its closing bracket.</param>
    /// <param name="more">Whether it has a first member or element, which is then next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Enter(byte close, out bool more)
    {
        _position++;
        SkipWhiteSpace();
        more = Next != close;
        if (!more)
        {
            _position++;
        }

        return true;
    }

    /// <summary>Steps from one member or element to the next, or out behind the closing bracket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Continue(byte close, out bool more)
    {
        SkipWhiteSpace();
        var next = Next;
        more = next == ',';
        if (!more && next != close)
        {
            return FailExpected(close == '}' ? "Expected a comma or the closing brace of an object." : "Expected a comma or the closing bracket of an array.");
        }

        _position++;
        if (more)
        {
            SkipWhiteSpace();
        }

        return true;
    }

    /// <summary>Reads a member's name and its colon; the value is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadName(out JsonToken name)
    {
        if (Next != '"')
        {
            name = default;
            return FailExpected("Expected the name of a member in quotes.");
        }

        return ReadString(out name) && SkipColon();
    }

    /// <summary>Reads any value; objects and arrays are checked and skipped.</summary>
    public bool ReadValue(out JsonToken value)
    {
        var next = Next;
        if (next == '"')
        {
            return ReadString(out value);
        }

        if (next is (byte)'{' or (byte)'[')
        {
            var start = _position;
            var good = SkipContainer();
            value = new JsonToken(start, _position - start, next == '{' ? JsonKind.Object : JsonKind.Array);
            return good;
        }

        return ReadBare(next, out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipWhiteSpace()
    {
        if (_position < _length && Unsafe.Add(ref _first, _position) <= ' ')
        {
            SkipRunOfWhiteSpace();
        }
    }

    /// <summary>Reads the string whose opening quote is next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadString(out JsonToken text)
    {
        var start = _position + 1;
        if (_length - start >= Vector256<byte>.Count)
        {
            var mask = Stops(start);
            if (mask != 0)
            {
                var end = start + BitOperations.TrailingZeroCount(mask);
                if (Unsafe.Add(ref _first, end) == '"')
                {
                    _position = end + 1;
                    text = new JsonToken(start, end - start, JsonKind.Text);
                    return true;
                }
            }
        }

        return ReadLongString(start, out text);
    }

    private bool ReadLongString(int start, out JsonToken text)
    {
        var at = start;
        var kind = JsonKind.Text;
        while (true)
        {
            at = FindStop(at);
            if (at == _length)
            {
                text = default;
                return Fail("The bytes end inside a string.", at);
            }

            var stop = Unsafe.Add(ref _first, at);
            if (stop == '"')
            {
                _position = at + 1;
                text = new JsonToken(start, at - start, kind);
                return true;
            }

            if (stop != '\\')
            {
                text = default;
                return Fail("A string holds a control character that JSON wants escaped.", at);
            }

            kind = JsonKind.EscapedText;
            var escape = EscapeLength(at);
            if (escape == 0)
            {
                text = default;
                return Fail(_length - at < 6 ? "A string ends inside an escape, or the escape is unknown." : "A string holds an escape that JSON does not know.", at);
            }

            at += escape;
        }
    }

    private readonly int EscapeLength(int at)
    {
        if (_length - at < 2)
        {
            return 0;
        }

        switch (Unsafe.Add(ref _first, at + 1))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u' when _length - at >= 6:
                for (var digit = at + 2; digit < at + 6; digit++)
                {
                    if (!char.IsAsciiHexDigit((char)Unsafe.Add(ref _first, digit)))
                    {
                        return 0;
                    }
                }

                return 6;
            default:
                return 0;
        }
    }

    /// <summary>Marks, for 32 bytes from <paramref name="at"/>, each quote, backslash and control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Stops(int at)
    {
        var bytes = Vector256.LoadUnsafe(ref _first, (nuint)at);
        var stops = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(bytes, Vector256.Create((byte)' '));
        return stops.ExtractMostSignificantBits();
    }

    private readonly int FindStop(int at)
    {
        while (_length - at >= Vector256<byte>.Count)
        {
            var mask = Stops(at);
            if (mask != 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }

            at += Vector256<byte>.Count;
        }

        while (at < _length)
        {
            var one = Unsafe.Add(ref _first, at);
            if (one is (byte)'"' or (byte)'\\' or < (byte)' ')
            {
                break;
            }

            at++;
        }

        return at;
    }

    /// <summary>Reads a number or one of the three words.</summary>
    private bool ReadBare(byte next, out JsonToken value)
    {
        switch (next)
        {
            case (byte)'t':
                return ReadWord("true"u8, JsonKind.True, out value);
            case (byte)'f':
                return ReadWord("false"u8, JsonKind.False, out value);
            case (byte)'n':
                return ReadWord("null"u8, JsonKind.Null, out value);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber(out value);
            default:
                value = default;
                return FailExpected("Expected a value.");
        }
    }

    private bool ReadWord(ReadOnlySpan<byte> word, JsonKind kind, out JsonToken value)
    {
        value = new JsonToken(_position, word.Length, kind);
        var rest = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _first, _position), _length - _position);
        if (!rest.StartsWith(word))
        {
            return Fail("Expected a value: true, false or null is misspelt or cut off.");
        }

        _position += word.Length;
        return true;
    }

    private bool ReadNumber(out JsonToken value)
    {
        var start = _position;
        value = default;
        if (Next == '-')
        {
            _position++;
        }

        if (Next == '0')
        {
            _position++;
        }
        else if (!SkipDigits())
        {
            return Fail("A number lacks its digits.");
        }

        if (Next == '.')
        {
            _position++;
            if (!SkipDigits())
            {
                return Fail("A number lacks the digits after its point.");
            }
        }

        if (Next is (byte)'e' or (byte)'E')
        {
            _position++;
            if (Next is (byte)'+' or (byte)'-')
            {
                _position++;
            }

            if (!SkipDigits())
            {
                return Fail("A number lacks the digits of its exponent.");
            }
        }

        value = new JsonToken(start, _position - start, JsonKind.Number);
        return true;
    }

    private bool SkipDigits()
    {
        var start = _position;
        while (_position < _length && char.IsAsciiDigit((char)Unsafe.Add(ref _first, _position)))
        {
            _position++;
        }

        return _position > start;
    }

    private void SkipRunOfWhiteSpace()
    {
        while (_position < _length && Unsafe.Add(ref _first, _position) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    /// <summary>Checks and skips the object or array that begins here, whatever its depth.</summary>
    private bool SkipContainer()
    {
        var open = new BracketStack();
        while (true)
        {
            // At the start of a value.
            var next = Next;
            if (next == '"')
            {
                if (!SkipString())
                {
                    return false;
                }
            }
            else if (next is (byte)'{' or (byte)'[')
            {
                open.Push(next == '{');
                Enter(open.Close, out var more);
                if (more)
                {
                    if (open.InObject && !SkipName())
                    {
                        return false;
                    }

                    continue;
                }

                open.Pop();
            }
            else if (!ReadBare(next, out _))
            {
                return false;
            }

            // Behind a value: leave every container that ends here.
            while (open.Depth != 0)
            {
                if (!Continue(open.Close, out var more))
                {
                    return false;
                }

                if (more)
                {
                    break;
                }

                open.Pop();
            }

            if (open.Depth == 0)
            {
                return true;
            }

            if (open.InObject && !SkipName())
            {
                return false;
            }
        }
    }

    /// <summary>As <see cref="ReadString"/>, for a string that nobody wants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipString()
    {
        var start = _position + 1;
        if (_length - start >= Vector256<byte>.Count)
        {
            var mask = Stops(start);
            if (mask != 0)
            {
                var end = start + BitOperations.TrailingZeroCount(mask);
                if (Unsafe.Add(ref _first, end) == '"')
                {
                    _position = end + 1;
                    return true;
                }
            }
        }

        return ReadLongString(start, out _);
    }

    /// <summary>As <see cref="ReadName"/>, for a name that nobody wants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipName()
    {
        if (Next != '"')
        {
            return FailExpected("Expected the name of a member in quotes.");
        }

        return SkipString() && SkipColon();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipColon()
    {
        if (Next != ':')
        {
            SkipWhiteSpace();
            if (Next != ':')
            {
                return FailExpected("Expected a colon after the name of a member.");
            }
        }

        _position++;
        SkipWhiteSpace();
        return true;
    }

    private bool FailExpected(string expected) => Fail(_position == _length ? "The bytes end before the JSON object does." : expected);

    private bool Fail(string reason) => Fail(reason, _position);

    private bool Fail(string reason, int at)
    {
        _reason = reason;
        _faultAt = at;
        return false;
    }
}
