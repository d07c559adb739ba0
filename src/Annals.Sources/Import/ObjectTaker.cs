namespace Annals.Sources.Import;

/// <summary>Takes the record out of a complete object of a JSON text: the object itself, or what its wrapper holds.</summary>
internal sealed class ObjectTaker(RecordWindow window, ObjectScanner scanner)
{
    /// <summary>Adds the record that an object is or wraps, or refuses it. Text that wraps a record is decoded in place.</summary>
    /// <param name="data">Bytes that begin with the object.</param>
    /// <param name="offset">Offset of <paramref name="data"/> in the unread bytes.</param>
    /// <param name="shape">What the scanner found.</param>
    /// <param name="number">Number of the element, 0 outside of arrays.</param>
    public void Add(Span<byte> data, int offset, in ObjectShape shape, long number)
    {
        var line = window.Line;
        switch (shape.Kind)
        {
            case ObjectKind.WrappedObject:
                scanner.CountWrapperMembers(data, shape, window.Tally);
                window.Add(offset + shape.InnerStart, shape.InnerEnd - shape.InnerStart, line, number);
                break;
            case ObjectKind.WrappedText:
                scanner.CountWrapperMembers(data, shape, window.Tally);
                AddText(data, offset, shape, line, number);
                break;
            case ObjectKind.WrappedNothing:
                window.Refuse(line, number, "AuditData is empty or not a JSON object.");
                break;
            default:
                window.Add(offset, shape.End, line, number);
                break;
        }
    }

    private void AddText(Span<byte> data, int offset, in ObjectShape shape, long line, long number)
    {
        var text = data[(shape.InnerStart + 1)..(shape.InnerEnd - 1)];
        if (!InPlaceUnescaper.TryUnescape(text, out var length, out var fault))
        {
            window.Refuse(line, number, $"AuditData cannot be decoded. {fault}");
            return;
        }

        var from = JsonSkip.SkipSpace(text[..length], 0);
        while (length > from && JsonSkip.IsSpace(text[length - 1]))
        {
            length--;
        }

        window.Add(offset + shape.InnerStart + 1 + from, length - from, line, number);
    }
}
