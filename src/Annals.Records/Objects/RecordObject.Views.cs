using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Annals.Records.Objects;

/// <content>Typed reading and writing of members, for the properties of the models.</content>
/// <remarks>Where a member has two names, the first is the one real records carry and is written; the documented one is read too.</remarks>
public abstract partial class RecordObject
{
    private protected string? GetText(string name, string? documented = null) => Get(name, documented)?.Text();

    private protected void SetText(string name, string? value, string? documented = null) =>
        SetRaw(name, documented, value is null ? null : RawJson.OfText(value));

    private protected bool? GetFlag(string name, string? documented = null) => bool.TryParse(Get(name, documented)?.Text(), out var flag) ? flag : null;

    private protected void SetFlag(string name, bool? value, string? documented = null) =>
        SetRaw(name, documented, value is { } flag ? RawJson.OfAscii(flag ? "true" : "false") : null);

    private protected int? GetInt32(string name) => GetInt64(name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    private protected long? GetInt64(string name) =>
        long.TryParse(Get(name, null)?.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private protected void SetInt64(string name, long? value) =>
        SetRaw(name, null, value is { } number ? RawJson.OfAscii(number.ToString(CultureInfo.InvariantCulture)) : null);

    private protected Guid? GetGuid(string name) => Guid.TryParse(Get(name, null)?.Text(), out var guid) ? guid : null;

    private protected void SetGuid(string name, Guid? value) => SetText(name, value?.ToString("D", CultureInfo.InvariantCulture));

    private protected DateTimeOffset? GetTime(string name, string? documented = null) => WireTime.Read(Get(name, documented)?.Text());

    private protected void SetTime(string name, DateTimeOffset? value, string format, string? documented = null) =>
        SetText(name, value?.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture), documented);

    private protected OpenEnum<TEnum>? GetEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string name)
        where TEnum : struct, Enum => Get(name, null) is { } raw ? OpenEnum<TEnum>.Read(raw) : null;

    private protected void SetEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string name, OpenEnum<TEnum>? value)
        where TEnum : struct, Enum => SetRaw(name, null, value?.Write());

    private protected IReadOnlyList<string?>? GetTexts(string name) =>
        Get(name, null) is { Kind: JsonValueKind.Array } raw ? [.. ObjectScanner.Elements(raw).Select(e => e.TextOrJson())] : null;

    private protected void SetTexts(string name, IReadOnlyList<string?>? value) =>
        SetRaw(name, null, value is null ? null : new RawJson(System.Text.Encoding.UTF8.GetBytes("[" + string.Join(',', value.Select(JsonQuoting.QuoteOrNull)) + "]")));

    private protected IReadOnlyDictionary<string, string?>? GetMap(string name)
    {
        if (Get(name, null) is not { Kind: JsonValueKind.Object } raw)
        {
            return null;
        }

        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var slot in ObjectScanner.Members(raw))
        {
            map[slot.Name] = slot.Raw.TextOrJson();
        }

        return map;
    }

    private protected void SetMap(string name, IReadOnlyDictionary<string, string?>? value) =>
        SetRaw(name, null, value is null ? null : new RawJson(System.Text.Encoding.UTF8.GetBytes("{" + string.Join(',', value.Select(m => $"{JsonQuoting.QuoteOrNull(m.Key)}:{JsonQuoting.QuoteOrNull(m.Value)}")) + "}")));

    private protected JsonElement? GetAny(string name) => Find(name);

    private protected void SetAny(string name, JsonElement? value)
    {
        if (value is { } element)
        {
            Set(name, element);
        }
        else
        {
            Remove(name);
        }
    }

    private protected T? GetObject<T>(string name)
        where T : RecordObject, new()
    {
        if (FindSlot(name) is not { Raw.Kind: JsonValueKind.Object } slot)
        {
            return null;
        }

        if (slot.Objects is not [T known])
        {
            known = Wrap<T>(slot.Raw);
            slot.Watch([known]);
        }

        return known;
    }

    private protected void SetObject(string name, RecordObject? value) =>
        SetRaw(name, null, value is null ? null : Current(value), value is null ? null : [value]);

    private protected IReadOnlyList<T>? GetList<T>(string name)
        where T : RecordObject, new()
    {
        if (FindSlot(name) is not { Raw.Kind: JsonValueKind.Array } slot)
        {
            return null;
        }

        if (slot.Objects is not IReadOnlyList<T> known)
        {
            known = [.. ObjectScanner.Elements(slot.Raw).Select(Wrap<T>)];
            slot.Watch(known);
        }

        return known;
    }

    private protected void SetList<T>(string name, IReadOnlyList<T>? value)
        where T : RecordObject
    {
        if (value is null)
        {
            SetRaw(name, null, null);
            return;
        }

        T[] copy = [.. value];
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        WriteArray(copy, output);
        SetRaw(name, null, new RawJson(output.WrittenMemory), copy);
    }

    private RawJson? Get(string name, string? documented) =>
        (FindSlot(name) ?? (documented is null ? null : FindSlot(documented))) is { } slot ? Current(slot) : null;

    private void SetRaw(string name, string? documented, RawJson? value, IReadOnlyList<RecordObject>? objects = null)
    {
        var slot = FindSlot(name) ?? (documented is null ? null : FindSlot(documented));
        if (value is not { } raw)
        {
            Remove(slot?.Name ?? name);
            return;
        }

        isChanged = true;
        if (slot is null)
        {
            slot = MemberSlot.Of(name, raw);
            Slots.Add(slot);
        }

        Slots.RemoveAll(s => s.Name == slot.Name && s != slot);
        slot.Replace(raw, objects);
    }
}
