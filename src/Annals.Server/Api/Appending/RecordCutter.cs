using System.Buffers;

namespace Annals.Server.Api.Appending;

/// <summary>A piece of a body: a record, or something that is none.</summary>
/// <param name="Start">Where it begins in the buffer.</param>
/// <param name="Length">Its bytes, white space around it taken off.</param>
/// <param name="Fault">Why it is no record; null when it may be one.</param>
internal readonly record struct RecordPiece(int Start, int Length, string? Fault);

/// <summary>
/// Finds where pieces end, remembering between calls how far it got, so that each byte is looked at once. Positions are those of the caller's buffer, which may be moved.
/// </summary>
internal sealed class RecordCutter(RecordBodyFormat format)
{
    private const string NoObject = "This is not a JSON object.";
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[],"u8);
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\"u8);

    private Mode mode = Mode.Begin;
    private int at;
    private bool hasPiece;
    private long depth;
    private bool isInString;
    private bool isEscaped;
    private bool isAtEnd;
    private bool isCutOff;

    private enum Mode
    {
        Begin,
        Lines,
        Objects,
        Array,
        BehindArray,
        Done,
    }

    /// <summary>Where the unfinished piece begins: what lies before is done with.</summary>
    public int Start { get; private set; }

    /// <summary>Tells that no further bytes come.</summary>
    public void End() => isAtEnd = true;

    /// <summary>Tells that the bytes from a position on now lie at the beginning of the buffer.</summary>
    public void Moved(int by)
    {
        at -= by;
        Start -= by;
    }

    /// <summary>Tells that the buffer was emptied in the middle of a piece that is only skipped.</summary>
    public void Forget()
    {
        at = 0;
        Start = 0;
        isCutOff = true;
    }

    /// <summary>The next finished piece, or null when more bytes are needed or none are left.</summary>
    public RecordPiece? Next(ReadOnlySpan<byte> buffer) => mode switch
    {
        Mode.Begin => Begin(buffer) ? Next(buffer) : null,
        Mode.Lines => NextLine(buffer),
        Mode.Objects => NextObject(buffer),
        Mode.Array => NextElement(buffer),
        Mode.BehindArray => NothingMore(buffer),
        _ => Drop(buffer),
    };

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private bool Begin(ReadOnlySpan<byte> buffer)
    {
        if (Start == 0 && buffer.Length < 3 && !isAtEnd)
        {
            return false;
        }

        if (Start == 0 && buffer.StartsWith("\uFEFF"u8))
        {
            Start = 3;
        }

        if (!SkipSpace(buffer))
        {
            return false;
        }

        mode = buffer[Start] == (byte)'[' ? Mode.Array : format == RecordBodyFormat.Lines ? Mode.Lines : Mode.Objects;
        if (mode == Mode.Array)
        {
            Start++;
        }

        at = Start;
        return true;
    }

    /// <summary>Moves the start to something that is no white space; false when there is nothing.</summary>
    private bool SkipSpace(ReadOnlySpan<byte> buffer)
    {
        while (Start < buffer.Length && IsSpace(buffer[Start]))
        {
            Start++;
        }

        at = Math.Max(at, Start);
        return Start < buffer.Length;
    }

    private RecordPiece? NextLine(ReadOnlySpan<byte> buffer)
    {
        while (true)
        {
            var lineEnd = buffer[at..].IndexOf((byte)'\n');
            if (lineEnd < 0 && !isAtEnd)
            {
                at = buffer.Length;
                return null;
            }

            var end = lineEnd < 0 ? buffer.Length : at + lineEnd;
            var piece = Trim(buffer, Start, end);
            Start = lineEnd < 0 ? buffer.Length : end + 1;
            at = Start;
            if (piece.Length > 0 || isCutOff)
            {
                return Piece(buffer, piece);
            }

            if (lineEnd < 0)
            {
                mode = Mode.Done;
                return null;
            }
        }
    }

    private RecordPiece? NextObject(ReadOnlySpan<byte> buffer)
    {
        if (depth == 0 && !isInString && !SkipSpace(buffer))
        {
            return null;
        }

        if (depth == 0 && buffer[Start] != (byte)'{')
        {
            return Rest(buffer, "Here an object must begin. The rest was not read; send one record a line as application/x-ndjson to have broken ones left out singly.");
        }

        while (Step(buffer, out var structural))
        {
            if (structural is (byte)'}' or (byte)']' && depth == 0)
            {
                var piece = (Start, Length: at - Start);
                Start = at;
                return Piece(buffer, piece);
            }
        }

        return isAtEnd ? Rest(buffer, "The JSON is truncated: the body ends inside this record.") : null;
    }

    private RecordPiece? NextElement(ReadOnlySpan<byte> buffer)
    {
        while (true)
        {
            var isOver = !Step(buffer, out var structural);
            if (isOver && isAtEnd)
            {
                return Rest(buffer, "The JSON is truncated: the array does not end.");
            }

            if (isOver)
            {
                return null;
            }

            // The bracket that ends the array was not counted when it was opened.
            var closes = depth < 0;
            if (closes && structural == (byte)'}')
            {
                return Rest(buffer, "A brace closes here that was not opened. The rest was not read.");
            }

            if (!closes && (structural != (byte)',' || depth != 0))
            {
                continue;
            }

            var piece = Trim(buffer, Start, at - 1);
            var isFirst = !hasPiece;
            Start = at;
            if (closes)
            {
                mode = Mode.BehindArray;
            }

            if (piece.Length > 0 || isCutOff)
            {
                return Piece(buffer, piece);
            }

            hasPiece = true;
            return closes && isFirst
                ? NothingMore(buffer)
                : new RecordPiece(Start, 0, closes ? "The array ends with a comma." : "Between two commas there is no element.");
        }
    }

    private RecordPiece? NothingMore(ReadOnlySpan<byte> buffer) => SkipSpace(buffer) ? Rest(buffer, "There is something behind the array.") : null;

    private RecordPiece? Drop(ReadOnlySpan<byte> buffer)
    {
        Start = at = buffer.Length;
        return null;
    }

    /// <summary>Goes behind the next structural byte outside of strings, keeping count of the depth.</summary>
    private bool Step(ReadOnlySpan<byte> buffer, out byte structural)
    {
        structural = 0;
        while (at < buffer.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                at++;
                continue;
            }

            var found = buffer[at..].IndexOfAny(isInString ? StringEnds : Structure);
            if (found < 0)
            {
                at = buffer.Length;
                return false;
            }

            structural = buffer[at + found];
            at += found + 1;
            if (isInString)
            {
                isEscaped = structural == (byte)'\\';
                isInString = isEscaped;
                continue;
            }

            switch (structural)
            {
                case (byte)'"':
                    isInString = true;
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
            }

            return true;
        }

        return false;
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> buffer, int start, int end)
    {
        while (start < end && IsSpace(buffer[start]))
        {
            start++;
        }

        while (end > start && IsSpace(buffer[end - 1]))
        {
            end--;
        }

        return (start, end - start);
    }

    private RecordPiece Piece(ReadOnlySpan<byte> buffer, (int Start, int Length) piece)
    {
        isCutOff = false;
        hasPiece = true;
        return new RecordPiece(piece.Start, piece.Length, piece.Length > 0 && buffer[piece.Start] == (byte)'{' ? null : NoObject);
    }

    private RecordPiece Rest(ReadOnlySpan<byte> buffer, string fault)
    {
        mode = Mode.Done;
        var rest = Trim(buffer, Start, buffer.Length);
        Start = at = buffer.Length;
        return new RecordPiece(rest.Start, rest.Length, fault);
    }
}
