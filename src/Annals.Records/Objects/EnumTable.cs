using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Annals.Records.Objects;

/// <summary>Names and numbers of one enumeration as they stand on the wire, read once from its fields.</summary>
internal static class EnumTable<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>
    where TEnum : struct, Enum
{
    private static readonly NumberedEnumAttribute? Numbered = typeof(TEnum).GetCustomAttribute<NumberedEnumAttribute>();
    private static readonly FrozenDictionary<string, TEnum> ByName;
    private static readonly FrozenDictionary<long, TEnum> ByNumber;
    private static readonly FrozenDictionary<TEnum, string> Names;

    // In a constructor, because the tables are made together and in this order.
#pragma warning disable CA1810
    static EnumTable()
#pragma warning restore CA1810
    {
        var byName = new Dictionary<string, TEnum>(StringComparer.OrdinalIgnoreCase);
        var byNumber = new Dictionary<long, TEnum>();
        var names = new Dictionary<TEnum, string>();
        foreach (var field in typeof(TEnum).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var value = (TEnum)field.GetValue(null)!;
            if (field.Name == OpenEnum.Placeholder)
            {
                Unknown = value;
                continue;
            }

            var name = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
            byName.Add(name, value);
            names.Add(value, name);
            var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
            if (Numbered is not null && number > OpenEnum.LastOwnNumber)
            {
                byNumber.Add(number, value);
            }
        }

        ByName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        ByNumber = byNumber.ToFrozenDictionary();
        Names = names.ToFrozenDictionary();
    }

    /// <summary>The member OutdatedSdkVersion.</summary>
    public static TEnum Unknown { get; }

    /// <summary>Whether values made here are written as numbers.</summary>
    public static bool WritesNumbers => Numbered is { WrittenAsName: false };

    public static IEnumerable<TEnum> Known => Names.Keys;

    public static string? NameOf(TEnum value) => Names.GetValueOrDefault(value);

    public static TEnum Find(string wire, bool isNumber)
    {
        if (!isNumber && ByName.TryGetValue(wire, out var named))
        {
            return named;
        }

        return long.TryParse(wire, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && ByNumber.TryGetValue(number, out var numbered) ? numbered : Unknown;
    }
}
