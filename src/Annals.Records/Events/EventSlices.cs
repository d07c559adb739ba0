using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Annals.Records.Json;

namespace Annals.Records.Events;

/// <summary>
/// The event view of one record after another, as byte slices: for the paths that every record takes. One instance is reused, allocates nothing
/// once its buffers have grown, and is not thread-safe. What it gives out is valid until the next <see cref="Read"/>.
/// </summary>
/// <remarks>Which member feeds which field: docs/formats/record-shapes.md. For single records, <see cref="AuditEvent"/> is handier.</remarks>
public sealed partial class EventSlices
{
    private const int FieldCount = (int)EventField.Correlation + 1;
    private const int RememberedNamesMax = 64;
    private const int ComparedAddressesMax = 32;

    private readonly EventPass _pass = new();
    private readonly (int Start, int Length)[] _fields = new (int, int)[FieldCount];
    private readonly List<(int Start, int Length)> _addresses = [];
    private readonly List<string> _names = [];
    private byte[] _output = new byte[1024];
    private int _outputLength;
    private char[] _id = new char[64];
    private int _idLength;
    private string? _checkedName;

    /// <summary>The record's form.</summary>
    public RecordShape Shape { get; private set; }

    /// <summary><c>microsoft365</c>, <c>genesys-cloud</c>, <c>annals</c>, the name of an application, or <c>import</c>.</summary>
    public string Source { get; private set; } = SourceNames.Import;

    /// <summary>The record's own id as UTF-16 units, lone surrogates included. Empty when it has none, an empty one, one that is neither text nor number, or no known form.</summary>
    public ReadOnlySpan<char> Id => _id.AsSpan(0, _idLength);

    /// <summary>When it occurred, by <see cref="TimeRule1"/>, in microseconds since 1970 UTC; null when the record does not say so in a form that can be read.</summary>
    public long? OccurredMicros { get; private set; }

    /// <summary>How the action ended.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>Number of distinct addresses. (Above 32 addresses in one record, repeated ones are kept.)</summary>
    public int IpCount => _addresses.Count;

    /// <summary>A field's decoded UTF-8, a lone surrogate as U+FFFD; empty when the record does not give it.</summary>
    public ReadOnlySpan<byte> this[EventField field]
    {
        get
        {
            var (start, length) = _fields[(int)field];
            return _output.AsSpan(start, length);
        }
    }

    /// <summary>An address in normal form (<see cref="IpText"/>), in the order of docs/formats/record-shapes.md.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="IpCount"/>.</exception>
    public ReadOnlySpan<byte> Ip(int index)
    {
        var (start, length) = _addresses[index];
        return _output.AsSpan(start, length);
    }

    /// <summary>Checks a record's syntax, as <see cref="RecordSyntax.Check"/> does, and reads its event view in the same pass.</summary>
    /// <param name="record">The bytes of one record.</param>
    /// <param name="sourceName">
    /// Where the caller knows the record to come from, else null. It names the source of records that no vendor's form claims; a reserved name
    /// also decides how the record is read, and only with <c>annals</c> is a record read as a receipt.
    /// </param>
    /// <returns>Null when the bytes are a record; else the fault, and the view is empty.</returns>
    /// <exception cref="ArgumentException"><paramref name="sourceName"/> breaks the rule of <see cref="SourceNames.IsValid(ReadOnlySpan{char})"/>.</exception>
    public RecordFault? Read(ReadOnlySpan<byte> record, string? sourceName = null)
    {
        CheckName(sourceName);
        Clear();
        if (_pass.Read(record) is { } fault)
        {
            return fault;
        }

        var body = EventPass.RecordBank;
        Shape = sourceName switch
        {
            null => TellShape(record, out body),
            SourceNames.Microsoft365 => RecordShape.Microsoft365,
            SourceNames.GenesysCloud => TellGenesysShape(out body),
            SourceNames.Annals => RecordShape.Annals,
            _ => TellShape(record, out body),
        };
        switch (Shape)
        {
            case RecordShape.Microsoft365:
                Source = SourceNames.Microsoft365;
                ReadMicrosoft365(record);
                break;
            case RecordShape.GenesysCloudAudit or RecordShape.GenesysCloudEvent:
                Source = SourceNames.GenesysCloud;
                ReadGenesysCloud(record, body);
                break;
            default:
                Source = sourceName ?? ApplicationSource(record);
                ReadApplication(record);
                break;
        }

        return null;
    }

    /// <summary>The places of the last record read, for <see cref="AuditEvent"/>.</summary>
    internal EventPass Pass => _pass;

    private void Clear()
    {
        Shape = RecordShape.Unknown;
        Source = SourceNames.Import;
        OccurredMicros = null;
        Outcome = Outcome.Unknown;
        Array.Clear(_fields);
        _addresses.Clear();
        _outputLength = 0;
        _idLength = 0;
    }

    private void CheckName(string? sourceName)
    {
        if (sourceName is null || ReferenceEquals(sourceName, _checkedName))
        {
            return;
        }

        if (!SourceNames.IsValid(sourceName))
        {
            throw new ArgumentException($"\"{sourceName}\" is no name of a source: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit.", nameof(sourceName));
        }

        _checkedName = sourceName;
    }

    private JsonToken At(Member member, int bank = EventPass.RecordBank) => _pass[member, bank];

    private bool IsText(Member member, int bank = EventPass.RecordBank) => At(member, bank).IsText;

    private bool IsTextOrNumber(Member member, int bank = EventPass.RecordBank) => At(member, bank) is { IsText: true } or { Kind: JsonKind.Number };

    /// <summary>Sets a field to the first of the members that is a number or a text that is not empty.</summary>
    private void Take(EventField field, ReadOnlySpan<byte> record, int bank, params ReadOnlySpan<Member> members)
    {
        foreach (var member in members)
        {
            if (Take(field, record, At(member, bank)))
            {
                return;
            }
        }
    }

    private bool Take(EventField field, ReadOnlySpan<byte> record, JsonToken value)
    {
        if (value.Kind is not (JsonKind.Text or JsonKind.EscapedText or JsonKind.Number) || value.Length == 0)
        {
            return false;
        }

        var start = _outputLength;
        Reserve(value.Length);
        if (value.Kind == JsonKind.EscapedText)
        {
            _outputLength += JsonText.DecodeUtf8(value.Of(record), _output.AsSpan(start));
        }
        else
        {
            value.Of(record).CopyTo(_output.AsSpan(start));
            _outputLength += value.Length;
        }

        _fields[(int)field] = (start, _outputLength - start);
        return true;
    }

    private void Set(EventField field, ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_output.AsSpan(_outputLength));
        _fields[(int)field] = (_outputLength, text.Length);
        _outputLength += text.Length;
    }

    /// <summary>Lets a field that is still empty repeat another.</summary>
    private void FillFrom(EventField field, EventField other)
    {
        if (_fields[(int)field].Length == 0)
        {
            _fields[(int)field] = _fields[(int)other];
        }
    }

    private void TakeId(ReadOnlySpan<byte> record, JsonToken value)
    {
        if (_id.Length < value.Length)
        {
            _id = new char[value.Length];
        }

        _idLength = value.Kind switch
        {
            JsonKind.Text or JsonKind.Number when Utf8.ToUtf16(value.Of(record), _id, out _, out var units) == System.Buffers.OperationStatus.Done => units,
            JsonKind.EscapedText => JsonText.DecodeUtf16(value.Of(record), _id),
            _ => 0,
        };
    }

    /// <summary>Reads the first of the members that is text; a form that the rule does not know makes the time unknown.</summary>
    private void TakeTime(ReadOnlySpan<byte> record, int bank, params ReadOnlySpan<Member> members)
    {
        foreach (var member in members)
        {
            var value = At(member, bank);
            if (value.IsText)
            {
                OccurredMicros = TimeRule1.TryRead(Decoded(record, value), out var micros) ? micros : null;
                return;
            }
        }
    }

    /// <summary>Adds the addresses of a text, or of the texts in a list.</summary>
    private void TakeAddresses(ReadOnlySpan<byte> record, JsonToken value)
    {
        if (value.IsText)
        {
            TakeAddress(record, value);
        }
        else if (value.Kind == JsonKind.Array)
        {
            var list = new JsonScanner(value.Of(record));
            list.Enter((byte)']', out var more);
            while (more && list.ReadValue(out var element) && list.Continue((byte)']', out more))
            {
                if (element.IsText)
                {
                    TakeAddress(record, element with { Start = element.Start + value.Start });
                }
            }
        }
    }

    private void TakeAddress(ReadOnlySpan<byte> record, JsonToken value)
    {
        if (value.Length == 0)
        {
            return;
        }

        var text = Decoded(record, value);
        Reserve(IpText.LengthMax);
        var length = IpText.Normalize(text, _output.AsSpan(_outputLength));
        if (length > 0 && !HasAddress(_output.AsSpan(_outputLength, length)))
        {
            _addresses.Add((_outputLength, length));
            _outputLength += length;
        }
    }

    private bool HasAddress(ReadOnlySpan<byte> address)
    {
        if (_addresses.Count > ComparedAddressesMax)
        {
            return false;
        }

        for (var index = 0; index < _addresses.Count; index++)
        {
            if (Ip(index).SequenceEqual(address))
            {
                return true;
            }
        }

        return false;
    }

    private Outcome OutcomeOf(ReadOnlySpan<byte> record, JsonToken value) => value.Kind switch
    {
        JsonKind.True => Outcome.Success,
        JsonKind.False => Outcome.Failure,
        JsonKind.Text or JsonKind.EscapedText => OutcomeWords.Read(Decoded(record, value)),
        _ => Outcome.Unknown,
    };

    /// <summary>A text's bytes; escaped ones are decoded into the unused end of the output.</summary>
    private ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> record, JsonToken value)
    {
        if (value.Kind != JsonKind.EscapedText)
        {
            return value.Of(record);
        }

        var scratch = _outputLength + IpText.LengthMax;
        Reserve(IpText.LengthMax + value.Length);
        return _output.AsSpan(scratch, JsonText.DecodeUtf8(value.Of(record), _output.AsSpan(scratch)));
    }

    private bool TextEquals(ReadOnlySpan<byte> record, JsonToken value, ReadOnlySpan<byte> expected) => value.IsText && Decoded(record, value).SequenceEqual(expected);

    private bool TextStartsWith(ReadOnlySpan<byte> record, JsonToken value, ReadOnlySpan<byte> expected) => value.IsText && Decoded(record, value).StartsWith(expected);

    private bool TryNumber(ReadOnlySpan<byte> record, JsonToken value, out long number)
    {
        number = 0;
        var text = value.Kind == JsonKind.Number || value.IsText ? Decoded(record, value) : default;
        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length;
    }

    private void Reserve(int length)
    {
        if (_output.Length - _outputLength < length)
        {
            Array.Resize(ref _output, Math.Max(_output.Length * 2, _outputLength + length));
        }
    }

    /// <summary>Gives the same string again for a name met before, without allocating.</summary>
    private string Remembered(ReadOnlySpan<byte> name)
    {
        foreach (var known in _names)
        {
            if (Ascii.Equals(name, known))
            {
                return known;
            }
        }

        var added = Encoding.UTF8.GetString(name);
        if (_names.Count < RememberedNamesMax)
        {
            _names.Add(added);
        }

        return added;
    }
}
