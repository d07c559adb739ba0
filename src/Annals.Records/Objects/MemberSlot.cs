using System.Buffers;

namespace Annals.Records.Objects;

/// <summary>One member of an object: its name and value as they arrived, and the typed view of the value once somebody asked for it.</summary>
internal sealed class MemberSlot(string name, ReadOnlyMemory<byte> escapedName, RawJson raw)
{
    public string Name { get; } = name;

    public RawJson Raw { get; private set; } = raw;

    /// <summary>Live objects behind the value (one, or a list): what is changed in them is written.</summary>
    public IReadOnlyList<RecordObject>? Objects { get; private set; }

    public bool IsModified => Objects is { } objects && objects.Any(o => o.IsModified);

    public static MemberSlot Of(string name, RawJson value) => new(name, JsonQuoting.Encode(name), value);

    public void Replace(RawJson raw, IReadOnlyList<RecordObject>? objects = null)
    {
        Raw = raw;
        Objects = objects;
    }

    public void Watch(IReadOnlyList<RecordObject> objects) => Objects = objects;

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        output.Write(escapedName.Span);
        output.Write("\":"u8);
        WriteValueTo(output);
    }

    public void WriteValueTo(IBufferWriter<byte> output)
    {
        if (!IsModified)
        {
            output.Write(Raw.Utf8.Span);
        }
        else if (Raw.Kind == System.Text.Json.JsonValueKind.Array)
        {
            RecordObject.WriteArray(Objects!, output);
        }
        else
        {
            Objects![0].WriteTo(output);
        }
    }
}
