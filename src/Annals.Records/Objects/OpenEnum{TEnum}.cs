using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Annals.Records.Objects;

/// <summary>
/// A value of an enumeration that its vendor may extend at any time: the value as it stands on the wire, and what this version
/// makes of it. Compared by the wire value; written back exactly as it was read.
/// </summary>
/// <typeparam name="TEnum">The values known now; it has a member OutdatedSdkVersion for all others.</typeparam>
public readonly struct OpenEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum> : IEquatable<OpenEnum<TEnum>>
    where TEnum : struct, Enum
{
    private readonly TEnum value;

    internal OpenEnum(string wire, bool isNumber)
    {
        Wire = wire;
        IsNumber = isNumber;
        value = EnumTable<TEnum>.Find(wire, isNumber);
    }

    /// <summary>The wire value as text: a name, or the digits of a number as they were written. Null only for <c>default</c>.</summary>
    public string? Wire { get; }

    /// <summary>Whether the wire value is a JSON number.</summary>
    public bool IsNumber { get; }

    /// <summary>The known value; OutdatedSdkVersion for a wire value that this version does not know. Names match without regard to case.</summary>
    public TEnum Value => Wire is null ? EnumTable<TEnum>.Unknown : value;

    /// <summary>Whether this version knows the wire value.</summary>
    public bool IsKnown => Name is not null;

    /// <summary>The vendor's name of a known value, null otherwise.</summary>
    public string? Name => EnumTable<TEnum>.NameOf(Value);

    /// <summary>
    /// Whether the wire holds the placeholder itself (OutdatedSdkVersion or OUTDATED_SDK_VERSION): a program on the way read a
    /// value that it did not know and wrote its placeholder back, so the true value is lost.
    /// </summary>
    public bool IsLostUpstream => OpenEnum.IsPlaceholder(Wire);

    /// <summary>Same as <see cref="OpenEnum.Of"/>.</summary>
    /// <param name="value">A defined member other than OutdatedSdkVersion.</param>
    public static implicit operator OpenEnum<TEnum>(TEnum value) => OpenEnum.Of(value);

    /// <summary>Whether both hold the same wire value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator ==(OpenEnum<TEnum> left, OpenEnum<TEnum> right) => left.Equals(right);

    /// <summary>Whether the wire values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator !=(OpenEnum<TEnum> left, OpenEnum<TEnum> right) => !left.Equals(right);

    /// <summary>Whether this is the known value <paramref name="known"/>, in whichever form it was written.</summary>
    /// <param name="known">A member of the enumeration; OutdatedSdkVersion asks for any unknown value.</param>
    public bool Is(TEnum known) => EqualityComparer<TEnum>.Default.Equals(Value, known);

    /// <inheritdoc/>
    public bool Equals(OpenEnum<TEnum> other) => IsNumber == other.IsNumber && Wire == other.Wire;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OpenEnum<TEnum> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Wire, IsNumber);

    /// <summary>The vendor's name if the value is known, else the wire value.</summary>
    public override string ToString() => Name ?? Wire ?? "";

    internal static OpenEnum<TEnum>? Read(RawJson raw) => raw.Kind switch
    {
        JsonValueKind.String => new(raw.Text()!, isNumber: false),
        JsonValueKind.Number => new(raw.Text()!, isNumber: true),
        _ => null,
    };

    internal RawJson Write() => Wire is null ? RawJson.OfAscii("null") : IsNumber ? RawJson.OfAscii(Wire) : RawJson.OfText(Wire);
}
