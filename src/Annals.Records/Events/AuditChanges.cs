using System.Text;
using Annals.Records.Json;

namespace Annals.Records.Events;

/// <summary>Reads the lists of changes in the forms that the sources have; a list of another form is no change and no error.</summary>
internal static class AuditChanges
{
    public static IReadOnlyList<AuditChange> Read(ReadOnlySpan<byte> record, EventSlices read)
    {
        var changes = new List<AuditChange>();
        switch (read.Shape)
        {
            case RecordShape.Microsoft365:
                AddList(changes, Part(record, read, Member.ModifiedProperties), "Name"u8, default, "OldValue"u8, "NewValue"u8);
                AddList(changes, Part(record, read, Member.Parameters), "Name"u8, default, default, "Value"u8);
                AddSetting(changes, record, read);
                break;
            case RecordShape.GenesysCloudAudit or RecordShape.GenesysCloudEvent:
                var bank = read.Shape == RecordShape.GenesysCloudEvent ? EventPass.BodyBank : EventPass.RecordBank;
                AddList(changes, Part(record, read, Member.PropertyChanges, bank), "property"u8, default, "oldValues"u8, "newValues"u8);
                AddList(changes, Part(record, read, Member.EntityChanges, bank), "entityName"u8, "entityId"u8, "oldValues"u8, "newValues"u8);
                break;
        }

        return changes;
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> record, EventSlices read, Member member, int bank = EventPass.RecordBank)
    {
        var value = read.Pass[member, bank];
        return value.Kind == JsonKind.Array ? value.Of(record) : default;
    }

    /// <summary>A settings event of Teams: one change beside the common members.</summary>
    private static void AddSetting(List<AuditChange> changes, ReadOnlySpan<byte> record, EventSlices read)
    {
        var name = read.Pass[Member.SettingName, EventPass.RecordBank];
        var old = read.Pass[Member.SettingOldValue, EventPass.RecordBank];
        var @new = read.Pass[Member.SettingNewValue, EventPass.RecordBank];
        if (name.IsText && (old.Kind != JsonKind.None || @new.Kind != JsonKind.None))
        {
            changes.Add(new AuditChange(Text(record, name), Values(record, old), Values(record, @new)));
        }
    }

    private static void AddList(List<AuditChange> changes, ReadOnlySpan<byte> list, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherName, ReadOnlySpan<byte> oldName, ReadOnlySpan<byte> newName)
    {
        if (list.IsEmpty)
        {
            return;
        }

        var scanner = new JsonScanner(list);
        scanner.Enter((byte)']', out var more);
        while (more && scanner.ReadValue(out var element) && scanner.Continue((byte)']', out more))
        {
            if (element.IsText)
            {
                changes.Add(new AuditChange(Text(list, element), [], []));
            }
            else if (element.Kind == JsonKind.Object)
            {
                AddObject(changes, element.Of(list), name, otherName, oldName, newName);
            }
        }
    }

    private static void AddObject(List<AuditChange> changes, ReadOnlySpan<byte> change, ReadOnlySpan<byte> name, ReadOnlySpan<byte> otherName, ReadOnlySpan<byte> oldName, ReadOnlySpan<byte> newName)
    {
        JsonToken property = default, other = default, old = default, @new = default;
        var scanner = new JsonScanner(change);
        scanner.Enter((byte)'}', out var more);
        while (more && scanner.ReadName(out var member) && scanner.ReadValue(out var value) && scanner.Continue((byte)'}', out more))
        {
            var found = member.Kind == JsonKind.Text ? member.Of(change) : Encoding.UTF8.GetBytes(JsonText.Decode(member.Of(change)));
            if (found.SequenceEqual(name))
            {
                property = value;
            }
            else if (Is(found, otherName))
            {
                other = value;
            }
            else if (Is(found, oldName))
            {
                old = value;
            }
            else if (Is(found, newName))
            {
                @new = value;
            }
        }

        property = property.IsText && property.Length > 0 ? property : other;
        if (property.IsText)
        {
            changes.Add(new AuditChange(Text(change, property), Values(change, old), Values(change, @new)));
        }
    }

    private static bool Is(ReadOnlySpan<byte> found, ReadOnlySpan<byte> wanted) => !wanted.IsEmpty && found.SequenceEqual(wanted);

    private static List<string> Values(ReadOnlySpan<byte> json, JsonToken value)
    {
        var values = new List<string>();
        if (value.Kind == JsonKind.Array)
        {
            var list = value.Of(json);
            var scanner = new JsonScanner(list);
            scanner.Enter((byte)']', out var more);
            while (more && scanner.ReadValue(out var element) && scanner.Continue((byte)']', out more))
            {
                if (element.Kind != JsonKind.Null)
                {
                    values.Add(Text(list, element));
                }
            }
        }
        else if (value.Kind is not (JsonKind.None or JsonKind.Null))
        {
            values.Add(Text(json, value));
        }

        return values;
    }

    private static string Text(ReadOnlySpan<byte> json, JsonToken value) =>
        value.IsText ? JsonText.Decode(value.Of(json)) : Encoding.UTF8.GetString(value.Of(json));
}
