using System.Buffers;
using System.Text.Json;

namespace Annals.Records.Objects;

/// <summary>
/// A JSON object of a vendor's record. It keeps the bytes it was read from; its properties are typed views of them. Members that no
/// property knows, members of an unexpected type, explicit nulls, duplicates and the text of numbers are all kept and written back.
/// </summary>
/// <remarks>
/// A property is null when its member is absent, null or of a type that cannot be read as the documented one (a number where text is
/// documented reads as its digits, "True" where a boolean is documented as true); <see cref="TextOf"/> and <see cref="Find"/> give
/// what really stands there. Of duplicate members the last is seen. Setting a property to null removes the member.
/// Objects and lists of objects are live: a change in them is written with the whole. Not thread-safe.
/// </remarks>
public abstract partial class RecordObject
{
    private static readonly RawJson EmptyObject = RawJson.OfAscii("{}");

    private RawJson original = EmptyObject;
    private List<MemberSlot>? slots;
    private bool isChanged;

    private protected RecordObject()
    {
    }

    /// <summary>What the object really is on the wire: an element of a list of objects may be of another kind and then has no members.</summary>
    public JsonValueKind WireKind => original.Kind;

    /// <summary>Names of all members, in order of arrival, each once.</summary>
    public IEnumerable<string> MemberNames => Slots.Select(s => s.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Names of the members that the model has no property for: drift of the vendor's schema.</summary>
    public IEnumerable<string> UnknownMembers => MemberNames.Where(name => !Schema.Knows(name));

    /// <summary>The schema that the typed properties follow.</summary>
    internal abstract ObjectSchema Schema { get; }

    /// <summary>Whether anything differs from the bytes that were read.</summary>
    internal bool IsModified => isChanged || (slots is not null && slots.Any(s => s.IsModified));

    /// <summary>The object that stands for the whole record, the envelope if there is one.</summary>
    internal RecordObject Whole => Outermost;

    internal List<MemberSlot> Slots => slots ??= original.Kind == JsonValueKind.Object ? ObjectScanner.Members(original) : [];

    /// <summary>The object that stands for the whole record; another one when this is the body of an envelope.</summary>
    private protected virtual RecordObject Outermost => this;

    /// <summary>Whether the object has the member, be it null.</summary>
    /// <param name="name">Name as on the wire, compared by ordinal.</param>
    public bool Has(string name) => FindSlot(name) is not null;

    /// <summary>A member's value as it stands on the wire, or null when it is absent.</summary>
    /// <param name="name">Name as on the wire.</param>
    public JsonElement? Find(string name) => FindSlot(name) is { } slot ? Current(slot).Element() : null;

    /// <summary>A member as text: strings decoded, other values as their JSON, null when it is absent or null.</summary>
    /// <param name="name">Name as on the wire.</param>
    public string? TextOf(string name) => FindSlot(name) is { } slot ? Current(slot).TextOrJson() : null;

    /// <summary>The object itself as text when it is none on the wire (see <see cref="WireKind"/>): strings decoded, other values as JSON.</summary>
    public string? Text() => Current(this).TextOrJson();

    /// <summary>Sets a member, known to the model or not, to any value, <c>null</c> included. Duplicates of it are dropped.</summary>
    /// <param name="name">Name as on the wire.</param>
    /// <param name="value">The value, which is copied.</param>
    public void Set(string name, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        SetRaw(name, null, new RawJson(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray()));
    }

    /// <summary>Removes a member with all its duplicates.</summary>
    /// <param name="name">Name as on the wire.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        var removed = Slots.RemoveAll(s => s.Name == name) > 0;
        isChanged |= removed;
        return removed;
    }

    /// <summary>The record as UTF-8 JSON: the bytes it was read from if nothing was changed, else equal in every value that was not set.</summary>
    public byte[] ToUtf8Json()
    {
        var output = new ArrayBufferWriter<byte>();
        Outermost.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes what <see cref="ToUtf8Json"/> gives as one value.</summary>
    /// <param name="writer">Takes the value as it is, without checking it again.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(ToUtf8Json(), skipInputValidation: true);
    }

    /// <summary>The record as JSON text.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToUtf8Json());

    internal static T Wrap<T>(RawJson raw)
        where T : RecordObject, new()
    {
        var wrapped = new T();
        wrapped.Load(raw);
        return wrapped;
    }

    internal static void WriteArray(IReadOnlyList<RecordObject> objects, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (var i = 0; i < objects.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            objects[i].WriteTo(output);
        }

        output.Write("]"u8);
    }

    internal void Load(RawJson raw)
    {
        original = raw;
        slots = null;
        isChanged = false;
    }

    /// <summary>Writes this object alone, not the envelope around it.</summary>
    internal void WriteTo(IBufferWriter<byte> output)
    {
        if (!IsModified)
        {
            output.Write(original.Utf8.Span);
            return;
        }

        output.Write("{"u8);
        for (var i = 0; i < Slots.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            Slots[i].WriteTo(output);
        }

        output.Write("}"u8);
    }

    internal MemberSlot? FindSlot(string name) => Slots.FindLast(s => s.Name == name);

    private static RawJson Current(RecordObject value)
    {
        var output = new ArrayBufferWriter<byte>();
        value.WriteTo(output);
        return new RawJson(output.WrittenMemory);
    }

    private static RawJson Current(MemberSlot slot)
    {
        if (!slot.IsModified)
        {
            return slot.Raw;
        }

        var output = new ArrayBufferWriter<byte>();
        slot.WriteValueTo(output);
        return new RawJson(output.WrittenMemory);
    }
}
