using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Annals.Records.Events;

/// <summary>What is done with the value of a known member.</summary>
internal enum MemberRule : byte
{
    /// <summary>Its place is noted; a container is skipped.</summary>
    Note,

    /// <summary>An object is entered, its members looked up in the nested table.</summary>
    Enter,

    /// <summary>As <see cref="Enter"/>, and what is found inside belongs to the event body.</summary>
    EnterBody,

    /// <summary>A list of <c>{ID, Type}</c> objects, as Entra records have; fills the four members behind.</summary>
    Identities,

    /// <summary>A list of <c>{Name, Value}</c> objects, of which SessionId is wanted.</summary>
    DeviceProperties,
}

/// <summary>Finds a member by its name's bytes: an open-addressing table over the first and last eight bytes and the length.</summary>
internal sealed class MemberTable
{
    private const int FreePlaces = 4;

    private readonly Entry[] _entries;
    private readonly ulong[] _keys;
    private readonly int _shift;

    public MemberTable(params Entry[] entries)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(entries.Length * FreePlaces));
        _entries = new Entry[size];
        _keys = new ulong[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        foreach (var entry in entries)
        {
            var key = KeyOf(entry.Name);
            var place = Place(key);
            while (_entries[place].Name is not null)
            {
                place = (place + 1) & (size - 1);
            }

            _entries[place] = entry;
            _keys[place] = key;
        }

        Members = [.. entries.SelectMany(entry => entry.AllMembers)];
    }

    /// <summary>Every member that this table or a table nested in it can fill.</summary>
    public Member[] Members { get; }

    /// <summary>The entry of that name; its name is null when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Entry Find(ReadOnlySpan<byte> name)
    {
        var key = KeyOf(name);
        var place = Place(key);
        while (true)
        {
            ref var entry = ref _entries[place];
            if (entry.Name is null || (_keys[place] == key && name.SequenceEqual(entry.Name)))
            {
                return ref entry;
            }

            place = (place + 1) & (_entries.Length - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(ulong key) => unchecked((int)((key * 0x9E3779B97F4A7C15) >> _shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        ref var first = ref MemoryMarshal.GetReference(name);
        var length = name.Length;
        ulong head, tail;
        if (length >= 8)
        {
            head = Unsafe.ReadUnaligned<ulong>(ref first);
            tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8));
        }
        else if (length >= 4)
        {
            head = Unsafe.ReadUnaligned<uint>(ref first);
            tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
        }
        else if (length > 0)
        {
            head = first;
            tail = ((ulong)Unsafe.Add(ref first, length / 2) << 8) | Unsafe.Add(ref first, length - 1);
        }
        else
        {
            return 0;
        }

        return unchecked(head + (BitOperations.RotateLeft(tail, 29) ^ (ulong)length));
    }

    /// <summary>A known name.</summary>
    public readonly struct Entry(string name, Member member, MemberRule rule = MemberRule.Note, MemberTable? nested = null)
    {
        public readonly byte[] Name = System.Text.Encoding.UTF8.GetBytes(name);
        public readonly MemberTable? Nested = nested;
        public readonly Member Member = member;
        public readonly MemberRule Rule = rule;

        public IEnumerable<Member> AllMembers => Rule switch
        {
            MemberRule.Identities => [Member, .. IdentityMembers(Member)],
            MemberRule.DeviceProperties => [Member, Member.DeviceSessionId],
            MemberRule.EnterBody => [Member],
            _ => [Member, .. Nested?.Members ?? []],
        };

        private static Member[] IdentityMembers(Member list) => list == Member.ActorList
            ? [Member.ActorObjectId, Member.ActorPrefixedId, Member.ActorName, Member.ActorUpn]
            : [Member.TargetObjectId, Member.TargetPrefixedId, Member.TargetName, Member.TargetUpn];
    }
}
