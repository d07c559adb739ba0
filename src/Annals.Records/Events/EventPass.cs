using System.Buffers;
using System.Runtime.CompilerServices;
using Annals.Records.Json;

namespace Annals.Records.Events;

/// <summary>
/// The one pass over a record: checks its syntax and notes the places of the members of interest. What they mean is decided afterwards, since
/// members come in any order. Of duplicate members the last one counts.
/// </summary>
internal sealed class EventPass
{
    /// <summary>Where the members of the record are noted.</summary>
    public const int RecordBank = 0;

    /// <summary>Where the members of an event's body are noted.</summary>
    public const int BodyBank = (int)Member.Count;

    private const int GuidLength = 36;
    private static readonly SearchValues<byte> GuidBytes = SearchValues.Create("0123456789abcdefABCDEF-"u8);

    private readonly Slot[] _slots = new Slot[2 * (int)Member.Count];
    private byte[] _decoded = new byte[256];
    private int _stamp;

    /// <summary>Reads a record. After a fault, nothing is noted.</summary>
    public RecordFault? Read(ReadOnlySpan<byte> record)
    {
        NextStamp();
        var fault = RecordSyntax.CheckEncoding(record);
        if (fault is null)
        {
            var scanner = new JsonScanner(record);
            if (scanner.AtObject() && ReadMembers(ref scanner, record, MemberTables.Record, RecordBank) && scanner.Finish())
            {
                return null;
            }

            fault = scanner.Fault;
        }

        NextStamp();
        return fault;
    }

    /// <summary>The value of a member; of kind None when the record has no such member.</summary>
    public JsonToken this[Member member, int bank]
    {
        get
        {
            ref var slot = ref _slots[(int)member + bank];
            return slot.Stamp == _stamp ? slot.Token : default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(Member member, int bank) => _slots[(int)member + bank].Stamp == _stamp;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(Member member, int bank, JsonToken token)
    {
        ref var slot = ref _slots[(int)member + bank];
        slot.Token = token;
        slot.Stamp = _stamp;
    }

    private void Forget(ReadOnlySpan<Member> members, int bank)
    {
        foreach (var member in members)
        {
            _slots[(int)member + bank].Stamp = 0;
        }
    }

    private void NextStamp()
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_slots);
            _stamp = 0;
        }

        _stamp++;
    }

    // Goes as deep as the tables nest, not as the input does.
    private bool ReadMembers(ref JsonScanner scanner, ReadOnlySpan<byte> record, MemberTable table, int bank)
    {
        scanner.Enter((byte)'}', out var more);
        while (more)
        {
            if (!scanner.ReadName(out var name))
            {
                return false;
            }

            ref readonly var entry = ref table.Find(name.Kind == JsonKind.Text ? name.Of(record) : Decode(name.Of(record)));
            if (entry.Name is null ? !scanner.ReadValue(out _) : !ReadKnown(ref scanner, record, in entry, bank))
            {
                return false;
            }

            if (!scanner.Continue((byte)'}', out more))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadKnown(ref JsonScanner scanner, ReadOnlySpan<byte> record, ref readonly MemberTable.Entry entry, int bank)
    {
        if (entry.Rule == MemberRule.Note)
        {
            return NoteValue(ref scanner, entry.Member, bank);
        }

        if (Has(entry.Member, bank))
        {
            ForgetNested(in entry, bank);
        }

        var isObject = scanner.Next == '{';
        var enters = entry.Rule switch
        {
            MemberRule.Enter => isObject,
            MemberRule.EnterBody => isObject && bank == RecordBank,
            _ => scanner.Next == '[',
        };
        if (!enters)
        {
            return NoteValue(ref scanner, entry.Member, bank);
        }

        Note(entry.Member, bank, new JsonToken(scanner.Position, 0, isObject ? JsonKind.Object : JsonKind.Array));
        switch (entry.Rule)
        {
            case MemberRule.Enter:
                return ReadMembers(ref scanner, record, entry.Nested!, bank);
            case MemberRule.EnterBody:
                _slots.AsSpan(BodyBank, (int)Member.Count).Clear();
                return ReadMembers(ref scanner, record, MemberTables.Record, BodyBank);
            default:
                return ReadPairs(ref scanner, record, in entry, bank);
        }
    }

    private bool NoteValue(ref JsonScanner scanner, Member member, int bank)
    {
        var good = scanner.ReadValue(out var value);
        Note(member, bank, value);
        return good;
    }

    private void ForgetNested(ref readonly MemberTable.Entry entry, int bank)
    {
        switch (entry.Rule)
        {
            case MemberRule.EnterBody:
                break; // Its places are cleared whenever a body is entered.
            case MemberRule.Identities:
                var first = FirstIdentity(entry.Member);
                Forget([first, first + 1, first + 2, first + 3], bank);
                break;
            case MemberRule.DeviceProperties:
                Forget([Member.DeviceSessionId], bank);
                break;
            default:
                Forget(entry.Nested!.Members, bank);
                break;
        }
    }

    private static Member FirstIdentity(Member list) => list == Member.ActorList ? Member.ActorObjectId : Member.TargetObjectId;

    /// <summary>Reads a list whose elements are objects of two members that belong together.</summary>
    private bool ReadPairs(ref JsonScanner scanner, ReadOnlySpan<byte> record, ref readonly MemberTable.Entry entry, int bank)
    {
        var identities = entry.Rule == MemberRule.Identities;
        scanner.Enter((byte)']', out var more);
        while (more)
        {
            if (scanner.Next != '{')
            {
                if (!scanner.ReadValue(out _))
                {
                    return false;
                }
            }
            else
            {
                if (!ReadPair(ref scanner, record, identities ? "Type"u8 : "Name"u8, identities ? "ID"u8 : "Value"u8, out var key, out var value))
                {
                    return false;
                }

                if (identities)
                {
                    NoteIdentity(record, FirstIdentity(entry.Member), bank, key, value);
                }
                else if (key.IsText && TextOf(key, record).SequenceEqual("SessionId"u8))
                {
                    Note(Member.DeviceSessionId, bank, value);
                }
            }

            if (!scanner.Continue((byte)']', out more))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadPair(ref JsonScanner scanner, ReadOnlySpan<byte> record, ReadOnlySpan<byte> keyName, ReadOnlySpan<byte> valueName, out JsonToken key, out JsonToken value)
    {
        key = default;
        value = default;
        scanner.Enter((byte)'}', out var more);
        while (more)
        {
            if (!scanner.ReadName(out var name))
            {
                return false;
            }

            var text = TextOf(name, record);
            var isKey = text.SequenceEqual(keyName);
            var isValue = !isKey && text.SequenceEqual(valueName);
            if (!scanner.ReadValue(out var read) || !scanner.Continue((byte)'}', out more))
            {
                return false;
            }

            key = isKey ? read : key;
            value = isValue ? read : value;
        }

        return true;
    }

    /// <summary>Keeps the first object id, the first id behind a class word, the first name and the first UPN of a list.</summary>
    private void NoteIdentity(ReadOnlySpan<byte> record, Member first, int bank, JsonToken type, JsonToken id)
    {
        if (!id.IsText)
        {
            return;
        }

        var text = TextOf(id, record);
        var number = type.Kind == JsonKind.Number && type.Length == 1 ? type.Of(record)[0] : (byte)0;
        var place = number switch
        {
            (byte)'0' when IsGuid(text) => 0,
            (byte)'1' => 2,
            (byte)'5' => 3,
            _ when text.Length > GuidLength + 1 && text[^(GuidLength + 1)] == '_' && IsGuid(text[^GuidLength..]) => 1,
            _ => -1,
        };
        var member = (Member)((int)first + place);
        if (place >= 0 && !text.IsEmpty && !Has(member, bank))
        {
            Note(member, bank, id);
        }
    }

    private static bool IsGuid(ReadOnlySpan<byte> text) =>
        text.Length == GuidLength && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' && !text.ContainsAnyExcept(GuidBytes);

    private ReadOnlySpan<byte> TextOf(JsonToken token, ReadOnlySpan<byte> record) =>
        token.Kind == JsonKind.EscapedText ? Decode(token.Of(record)) : token.Of(record);

    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> content)
    {
        if (_decoded.Length < content.Length)
        {
            _decoded = new byte[content.Length];
        }

        return _decoded.AsSpan(0, JsonText.DecodeUtf8(content, _decoded));
    }

    private struct Slot
    {
        public JsonToken Token;
        public int Stamp;
    }
}
