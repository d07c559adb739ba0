using System.Buffers;
using System.Runtime.InteropServices;

namespace Annals.Records.Json;

/// <summary>
/// Writes canonical forms. A first walk notes every object and its members, a second writes the members in the order of their names; neither
/// recurses. The bytes must have passed <see cref="RecordSyntax.Check"/>.
/// </summary>
internal sealed class CanonicalWorkspace : IComparer<int>
{
    private const int None = -1;
    private const int KeptBytesMax = 1 << 20;
    private static readonly SearchValues<byte> EndOfPlainRun = SearchValues.Create(" \t\r\n\"{"u8);

    [ThreadStatic]
    private static CanonicalWorkspace? cached;

    private readonly List<ObjectNode> _objects = [];
    private readonly List<MemberNode> _members = [];
    private readonly List<int> _sorted = [];
    private readonly Stack<Frame> _frames = new();
    private readonly byte[] _chunk = new byte[4096];
    private byte[] _names = new byte[1024];
    private byte[] _text = new byte[1024];
    private int _namesLength;
    private int _chunkLength;

    /// <summary>Gives the thread's workspace, or a new one while that is in use.</summary>
    public static CanonicalWorkspace Rent()
    {
        var rented = cached ?? new CanonicalWorkspace();
        cached = null;
        return rented;
    }

    /// <summary>Keeps the workspace for the next record, unless a large record has made it large.</summary>
    public static void Return(CanonicalWorkspace workspace)
    {
        if (workspace._names.Length + workspace._text.Length + (workspace._members.Capacity * 28) + (workspace._objects.Capacity * 28) <= KeptBytesMax)
        {
            cached = workspace;
        }
    }

    public void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        _objects.Clear();
        _members.Clear();
        _sorted.Clear();
        _namesLength = 0;
        _chunkLength = 0;
        Index(record);
        Emit(record, output);
        Flush(output);
    }

    /// <summary>Names by their canonical bytes, equal names in the order of the record.</summary>
    public int Compare(int x, int y)
    {
        var order = NameOf(_members[x]).SequenceCompareTo(NameOf(_members[y]));
        return order != 0 ? order : x.CompareTo(y);
    }

    private ReadOnlySpan<byte> NameOf(in MemberNode member) => _names.AsSpan(member.NameStart, member.NameLength);

    /// <summary>First walk: notes objects in the order of their opening braces, and chains their members.</summary>
    private void Index(ReadOnlySpan<byte> record)
    {
        var open = new BracketStack();
        var current = None;
        var expectName = false;
        var at = 0;
        while (at < record.Length)
        {
            switch (record[at])
            {
                case (byte)'"':
                    var end = EndOfString(record, at);
                    if (expectName)
                    {
                        AddMember(current, record[(at + 1)..(end - 1)]);
                        expectName = false;
                    }

                    at = end;
                    continue;
                case (byte)'{':
                    _objects.Add(new ObjectNode { Parent = current, First = None, Last = None, Open = None });
                    current = _objects.Count - 1;
                    open.Push(isObject: true);
                    expectName = true;
                    break;
                case (byte)'[':
                    open.Push(isObject: false);
                    expectName = false;
                    break;
                case (byte)']':
                    open.Pop();
                    break;
                case (byte)'}':
                    current = Close(current, at);
                    open.Pop();
                    expectName = false;
                    break;
                case (byte)':':
                    ref var begun = ref MemberAt(ObjectAt(current).Open);
                    begun.ValueStart = at + 1;
                    begun.FirstObject = _objects.Count;
                    break;
                case (byte)',' when open.InObject:
                    MemberAt(ObjectAt(current).Open).ValueEnd = at;
                    expectName = true;
                    break;
            }

            at++;
        }
    }

    private void AddMember(int owner, ReadOnlySpan<byte> content)
    {
        var escaped = content.Contains((byte)'\\');
        Reserve(ref _names, _namesLength + (escaped ? content.Length * 3 : content.Length));
        var length = JsonText.WriteCanonical(content, _names.AsSpan(_namesLength));
        _members.Add(new MemberNode { NameStart = _namesLength, NameLength = length, Next = None });
        var index = _members.Count - 1;
        ref var node = ref ObjectAt(owner);
        node.Open = index;
        if (_names.AsSpan(_namesLength, length).StartsWith("@odata."u8))
        {
            return;
        }

        _namesLength += length;
        if (node.Last == None)
        {
            node.First = index;
        }
        else
        {
            MemberAt(node.Last).Next = index;
        }

        node.Last = index;
        node.Count++;
    }

    private int Close(int closing, int at)
    {
        ref var node = ref ObjectAt(closing);
        node.End = at + 1;
        node.NextObject = _objects.Count;
        if (node.Open != None)
        {
            MemberAt(node.Open).ValueEnd = at;
        }

        return node.Parent;
    }

    /// <summary>Second walk: copies tokens, and goes through each object's members by name.</summary>
    private void Emit(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        var at = 0;
        var end = record.Length;
        var nextObject = 0;
        while (true)
        {
            if (CopyUpToObject(record, ref at, end, output))
            {
                ref var node = ref ObjectAt(nextObject);
                _frames.Push(new Frame { ResumeAt = node.End, ResumeEnd = end, ResumeObject = node.NextObject, Sorted = _sorted.Count, Turn = _sorted.Count });
                SortMembers(node);
                Append("{"u8, output);
                at = end;
                nextObject = node.NextObject;
            }

            if (!_frames.TryPop(out var frame))
            {
                return;
            }

            if (frame.Turn < _sorted.Count)
            {
                ref var member = ref MemberAt(_sorted[frame.Turn]);
                if (frame.Turn > frame.Sorted)
                {
                    Append(","u8, output);
                }

                frame.Turn++;
                _frames.Push(frame);
                Append("\""u8, output);
                Append(NameOf(member), output);
                Append("\":"u8, output);
                (at, end, nextObject) = (member.ValueStart, member.ValueEnd, member.FirstObject);
            }
            else
            {
                _sorted.RemoveRange(frame.Sorted, _sorted.Count - frame.Sorted);
                Append("}"u8, output);
                (at, end, nextObject) = (frame.ResumeAt, frame.ResumeEnd, frame.ResumeObject);
            }
        }
    }

    private void SortMembers(in ObjectNode node)
    {
        var start = _sorted.Count;
        for (var member = node.First; member != None; member = MemberAt(member).Next)
        {
            _sorted.Add(member);
        }

        CollectionsMarshal.AsSpan(_sorted)[start..].Sort(this);
    }

    /// <summary>Copies tokens without white space; true when it stopped at an object.</summary>
    private bool CopyUpToObject(ReadOnlySpan<byte> record, ref int at, int end, IBufferWriter<byte> output)
    {
        while (at < end)
        {
            switch (record[at])
            {
                case (byte)'{':
                    return true;
                case (byte)'"':
                    var stringEnd = EndOfString(record, at);
                    AppendString(record[(at + 1)..(stringEnd - 1)], output);
                    at = stringEnd;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                    at++;
                    break;
                default:
                    var rest = record[at..end];
                    var length = rest.IndexOfAny(EndOfPlainRun);
                    length = length < 0 ? rest.Length : length;
                    Append(rest[..length], output);
                    at += length;
                    break;
            }
        }

        return false;
    }

    private void AppendString(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        Append("\""u8, output);
        if (content.Contains((byte)'\\'))
        {
            Reserve(ref _text, content.Length * 3);
            Append(_text.AsSpan(0, JsonText.WriteCanonical(content, _text)), output);
        }
        else
        {
            Append(content, output);
        }

        Append("\""u8, output);
    }

    private static int EndOfString(ReadOnlySpan<byte> record, int quote)
    {
        var at = quote + 1;
        while (true)
        {
            at += record[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (record[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        if (bytes.Length > _chunk.Length - _chunkLength)
        {
            Flush(output);
            if (bytes.Length > _chunk.Length)
            {
                output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_chunk.AsSpan(_chunkLength));
        _chunkLength += bytes.Length;
    }

    private void Flush(IBufferWriter<byte> output)
    {
        if (_chunkLength > 0)
        {
            output.Write(_chunk.AsSpan(0, _chunkLength));
            _chunkLength = 0;
        }
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, buffer.Length + (buffer.Length / 2)));
        }
    }

    private ref ObjectNode ObjectAt(int index) => ref CollectionsMarshal.AsSpan(_objects)[index];

    private ref MemberNode MemberAt(int index) => ref CollectionsMarshal.AsSpan(_members)[index];

    private struct ObjectNode
    {
        public int Parent;
        public int First;
        public int Last;
        public int Open;
        public int Count;
        public int End;
        public int NextObject;
    }

    private struct MemberNode
    {
        public int NameStart;
        public int NameLength;
        public int ValueStart;
        public int ValueEnd;
        public int FirstObject;
        public int Next;
    }

    private struct Frame
    {
        public int ResumeAt;
        public int ResumeEnd;
        public int ResumeObject;
        public int Sorted;
        public int Turn;
    }
}
