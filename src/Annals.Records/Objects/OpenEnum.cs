using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Annals.Records.Objects;

/// <summary>Makes values of open enumerations.</summary>
public static class OpenEnum
{
    /// <summary>Name of the member that stands for every unknown value, as in the SDKs of Genesys Cloud.</summary>
    internal const string Placeholder = "OutdatedSdkVersion";

    /// <summary>Underlying values up to this one are ours: the vendor has published no number for them.</summary>
    internal const long LastOwnNumber = -1000;

    /// <summary>A value given by its wire name, known or not.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="name">The text, kept as it is.</param>
    public static OpenEnum<TEnum> OfName<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string name)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, isNumber: false);
    }

    /// <summary>A value given by its wire number, known or not.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="number">The number, written as plain digits.</param>
    public static OpenEnum<TEnum> OfNumber<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(long number)
        where TEnum : struct, Enum => new(number.ToString(CultureInfo.InvariantCulture), isNumber: true);

    /// <summary>A known value in the form (name or number) that real records use for this enumeration.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="value">A defined member other than OutdatedSdkVersion.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is OutdatedSdkVersion or not defined: it has no wire value.</exception>
    public static OpenEnum<TEnum> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var name = EnumTable<TEnum>.NameOf(value)
            ?? throw new ArgumentException($"{typeof(TEnum).Name} {value} has no wire value; give the value by OfName or OfNumber.", nameof(value));
        return EnumTable<TEnum>.WritesNumbers ? OfNumber<TEnum>(Convert.ToInt64(value, CultureInfo.InvariantCulture)) : OfName<TEnum>(name);
    }

    internal static bool IsPlaceholder(string? wire) =>
        string.Equals(wire, Placeholder, StringComparison.OrdinalIgnoreCase) || string.Equals(wire, "OUTDATED_SDK_VERSION", StringComparison.OrdinalIgnoreCase);
}
