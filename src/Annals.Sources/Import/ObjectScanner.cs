namespace Annals.Sources.Import;

/// <summary>
/// Walks over the members of one object, finds its end and tells records from wrappers and result pages by their names.
/// Names are compared as they are written: a name with an escape in it is no name of a wrapper.
/// </summary>
internal sealed class ObjectScanner
{
    private readonly BracketStack brackets = new();
    private bool onlyPageMembers;
    private bool hasPageSign;
    private bool hasExportSign;
    private int payloads;
    private int payloadStart;
    private int payloadEnd;
    private int members;
    private bool isWazuh;
    private int officeStart;
    private int officeEnd;

    /// <summary>Where a malformed object became so.</summary>
    public int FaultAt { get; private set; }

    /// <summary>Reads the object whose <c>{</c> is at <paramref name="start"/>.</summary>
    public JsonSkipResult Scan(ReadOnlySpan<byte> data, int start, out ObjectShape shape)
    {
        Reset();
        shape = default;
        var position = start + 1;
        var first = true;
        while (true)
        {
            position = JsonSkip.SkipSpace(data, position);
            if (position == data.Length)
            {
                return JsonSkipResult.NeedMore;
            }

            if (data[position] == '}')
            {
                shape = Conclude(data, position + 1);
                return JsonSkipResult.Complete;
            }

            if (!first && data[position] == ',')
            {
                position = JsonSkip.SkipSpace(data, position + 1);
                if (position == data.Length)
                {
                    return JsonSkipResult.NeedMore;
                }
            }
            else if (!first)
            {
                return Fault(position);
            }

            first = false;
            var result = ReadMember(data, ref position, out var name, out var valueStart);
            if (result != JsonSkipResult.Complete)
            {
                return result;
            }

            if (MayBePage(name, data[valueStart]))
            {
                result = JudgePage(data, valueStart, out var isPage);
                if (result == JsonSkipResult.NeedMore)
                {
                    return result;
                }

                if (isPage)
                {
                    shape = new ObjectShape(ObjectKind.Page, 0, valueStart, 0);
                    return JsonSkipResult.Complete;
                }
            }

            position = valueStart;
            result = JsonSkip.SkipValue(data, ref position, brackets);
            if (result != JsonSkipResult.Complete)
            {
                return result == JsonSkipResult.Malformed ? Fault(position) : result;
            }

            Note(name, data[valueStart..position], valueStart, position);
        }
    }

    /// <summary>
    /// Whether an object may be a page or an envelope whose kind shows in its first members. A Genesys record and a page both begin with an
    /// id, so there the second name counts.
    /// </summary>
    public static bool BeginsLikeEnvelope(ReadOnlySpan<byte> data)
    {
        var position = 1;
        if (!TryName(data, ref position, out var name))
        {
            return false;
        }

        if (name.SequenceEqual("id"u8))
        {
            var value = JsonSkip.SkipSpace(data, position);
            if (value == data.Length || data[value] != '"')
            {
                return true;
            }

            position = value;
            return JsonSkip.SkipString(data, ref position) == JsonSkipResult.Complete
                && (position = JsonSkip.SkipSpace(data, position)) < data.Length && data[position++] == ','
                && TryName(data, ref position, out name) && (IsPageMember(name) || name.SequenceEqual("value"u8));
        }

        return IsPageMember(name) || name.SequenceEqual("value"u8) || name.SequenceEqual("integration"u8) || name.SequenceEqual("office365"u8);
    }

    /// <summary>Counts the members of a complete wrapper except the one that holds the record.</summary>
    public void CountWrapperMembers(ReadOnlySpan<byte> data, in ObjectShape shape, WrapperTally tally)
    {
        var position = 1;
        while (true)
        {
            position = JsonSkip.SkipSpace(data, position);
            if (data[position] == '}')
            {
                return;
            }

            if (data[position] == ',')
            {
                position = JsonSkip.SkipSpace(data, position + 1);
            }

            ReadMember(data, ref position, out var name, out var valueStart);
            position = valueStart;
            JsonSkip.SkipValue(data, ref position, brackets);
            if (valueStart != shape.InnerStart)
            {
                tally.Add(name);
            }
        }
    }

    /// <summary>
    /// Reads a name and its colon. Afterwards <paramref name="position"/> and <paramref name="valueStart"/> are at the value's first byte.
    /// </summary>
    public JsonSkipResult ReadMember(ReadOnlySpan<byte> data, ref int position, out ReadOnlySpan<byte> name, out int valueStart)
    {
        name = default;
        valueStart = 0;
        var nameStart = position;
        if (data[position] != '"')
        {
            return Fault(position);
        }

        var result = JsonSkip.SkipString(data, ref position);
        if (result != JsonSkipResult.Complete)
        {
            return result == JsonSkipResult.Malformed ? Fault(position) : result;
        }

        name = data[(nameStart + 1)..(position - 1)];
        position = JsonSkip.SkipSpace(data, position);
        if (position == data.Length)
        {
            return JsonSkipResult.NeedMore;
        }

        if (data[position] != ':')
        {
            return Fault(position);
        }

        position = JsonSkip.SkipSpace(data, position + 1);
        valueStart = position;
        return position == data.Length ? JsonSkipResult.NeedMore : JsonSkipResult.Complete;
    }

    /// <summary>Moves behind a name and its colon.</summary>
    private static bool TryName(ReadOnlySpan<byte> data, ref int position, out ReadOnlySpan<byte> name)
    {
        name = default;
        var start = position = JsonSkip.SkipSpace(data, position);
        if (start == data.Length || data[start] != '"' || JsonSkip.SkipString(data, ref position) != JsonSkipResult.Complete)
        {
            return false;
        }

        name = data[(start + 1)..(position - 1)];
        position = JsonSkip.SkipSpace(data, position);
        return position < data.Length && data[position++] == ':';
    }

    private static bool IsPageMember(ReadOnlySpan<byte> name) =>
        name.StartsWith("@"u8) || name.SequenceEqual("id"u8) || name.SequenceEqual("total"u8) || name.SequenceEqual("entities"u8)
        || name.SequenceEqual("selfUri"u8) || name.SequenceEqual("firstUri"u8) || name.SequenceEqual("previousUri"u8) || name.SequenceEqual("nextUri"u8)
        || name.SequenceEqual("lastUri"u8) || name.SequenceEqual("downloadUrl"u8) || name.SequenceEqual("Count"u8) || IsPageSign(name);

    private static bool IsPageSign(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("pageSize"u8) || name.SequenceEqual("pageNumber"u8) || name.SequenceEqual("pageCount"u8) || name.SequenceEqual("cursor"u8)
        || name.StartsWith("@odata."u8);

    private static bool IsExportSign(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 => name.SequenceEqual("UserIds"u8),
        8 => name.SequenceEqual("RecordId"u8) || name.SequenceEqual("Identity"u8),
        10 => name.SequenceEqual("Operations"u8),
        11 => name.SequenceEqual("ResultIndex"u8),
        12 => name.SequenceEqual("CreationDate"u8),
        15 => name.SequenceEqual("createdDateTime"u8),
        18 => name.SequenceEqual("auditLogRecordType"u8),
        _ => false,
    };

    private static bool IsPayload(ReadOnlySpan<byte> name) => name.SequenceEqual("AuditData"u8) || name.SequenceEqual("auditData"u8);

    /// <summary>Whether text in a string, quotes included, looks like an object.</summary>
    private static bool HoldsObjectText(ReadOnlySpan<byte> value)
    {
        var text = value[1..^1];
        var at = 0;
        while (at < text.Length)
        {
            if (JsonSkip.IsSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                at += 2;
            }
            else
            {
                return text[at] == '{' || text[at..].StartsWith("\\u007b"u8) || text[at..].StartsWith("\\u007B"u8);
            }
        }

        return false;
    }

    private void Reset()
    {
        onlyPageMembers = true;
        hasPageSign = hasExportSign = isWazuh = false;
        payloads = members = 0;
        officeStart = officeEnd = 0;
    }

    private JsonSkipResult Fault(int at)
    {
        FaultAt = at;
        return JsonSkipResult.Malformed;
    }

    private bool MayBePage(ReadOnlySpan<byte> name, byte valueHead)
    {
        if (!onlyPageMembers)
        {
            return false;
        }

        hasPageSign |= IsPageSign(name);
        if (valueHead == '[' && (name.SequenceEqual("entities"u8) || name.SequenceEqual("value"u8)))
        {
            return true;
        }

        onlyPageMembers = IsPageMember(name);
        return false;
    }

    /// <summary>
    /// Decides by what came before the array and by its first element, so that a page of any length can be read without holding it.
    /// </summary>
    private JsonSkipResult JudgePage(ReadOnlySpan<byte> data, int arrayStart, out bool isPage)
    {
        isPage = false;
        var position = JsonSkip.SkipSpace(data, arrayStart + 1);
        if (position == data.Length)
        {
            return JsonSkipResult.NeedMore;
        }

        isPage = hasPageSign && data[position] is (byte)'{' or (byte)']';
        if (isPage || data[position] != '{')
        {
            return JsonSkipResult.Complete;
        }

        position++;
        while (true)
        {
            position = JsonSkip.SkipSpace(data, position);
            if (position == data.Length)
            {
                return JsonSkipResult.NeedMore;
            }

            if (data[position] == ',')
            {
                position++;
                continue;
            }

            if (data[position] == '}')
            {
                return JsonSkipResult.Complete;
            }

            var result = ReadMember(data, ref position, out var name, out _);
            if (result == JsonSkipResult.Complete)
            {
                if (IsPayload(name) || name.SequenceEqual("serviceName"u8) || name.SequenceEqual("CreationTime"u8))
                {
                    isPage = true;
                    return result;
                }

                result = JsonSkip.SkipValue(data, ref position, brackets);
            }

            if (result != JsonSkipResult.Complete)
            {
                return result;
            }
        }
    }

    private void Note(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int start, int end)
    {
        var mayBeWazuh = members++ < 2;
        if (name.Length == 9 && IsPayload(name))
        {
            payloads++;
            (payloadStart, payloadEnd) = (start, end);
        }
        else if (mayBeWazuh && name.SequenceEqual("office365"u8) && value[0] == '{')
        {
            (officeStart, officeEnd) = (start, end);
        }
        else if (mayBeWazuh && name.SequenceEqual("integration"u8) && value.SequenceEqual("\"office365\""u8))
        {
            isWazuh = true;
        }
        else
        {
            hasExportSign |= IsExportSign(name);
        }
    }

    private ObjectShape Conclude(ReadOnlySpan<byte> data, int end)
    {
        if (isWazuh && officeStart > 0)
        {
            return new ObjectShape(ObjectKind.WrappedObject, end, officeStart, officeEnd);
        }

        if (payloads != 1)
        {
            return new ObjectShape(ObjectKind.Record, end, 0, 0);
        }

        var value = data[payloadStart..payloadEnd];
        var kind = value[0] switch
        {
            (byte)'{' => ObjectKind.WrappedObject,
            (byte)'"' when HoldsObjectText(value) => ObjectKind.WrappedText,
            _ when hasExportSign => ObjectKind.WrappedNothing,
            _ => ObjectKind.Record,
        };
        return new ObjectShape(kind, end, payloadStart, payloadEnd);
    }
}
