using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Annals.Records.Objects;

/// <summary>One member of a schema.</summary>
internal sealed record MemberSchema(string Name, MemberKind Kind)
{
    /// <summary>The vendor says that every record has it.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Not documented, but met in real records.</summary>
    public bool IsObserved { get; init; }

    /// <summary>The name in the vendor's documentation where records carry another one.</summary>
    public string? DocumentedName { get; init; }

    /// <summary>Further JSON kinds that real records carry here.</summary>
    public IReadOnlyList<JsonValueKind> AlsoKinds { get; init; } = [];

    /// <summary>Schema of the object, or of the elements of the list.</summary>
    public ObjectSchema? Element { get; init; }

    /// <summary>Tells whether an enumeration knows a value; null for other kinds.</summary>
    public Func<RawJson, EnumVerdict>? Enumeration { get; init; }

    public static MemberSchema Text(string name) => new(name, MemberKind.Text);

    public static MemberSchema Flag(string name) => new(name, MemberKind.Flag);

    public static MemberSchema Int32(string name) => new(name, MemberKind.Int32);

    public static MemberSchema Int64(string name) => new(name, MemberKind.Int64);

    public static MemberSchema Guid(string name) => new(name, MemberKind.Guid);

    public static MemberSchema Time(string name) => new(name, MemberKind.Time);

    public static MemberSchema Texts(string name) => new(name, MemberKind.TextList);

    public static MemberSchema Map(string name) => new(name, MemberKind.TextMap);

    public static MemberSchema Any(string name) => new(name, MemberKind.Any);

    public static MemberSchema Object(string name, ObjectSchema element) => new(name, MemberKind.Object) { Element = element };

    public static MemberSchema List(string name, ObjectSchema element) => new(name, MemberKind.ObjectList) { Element = element };

    public static MemberSchema Enum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(string name)
        where TEnum : struct, System.Enum => new(name, MemberKind.Enum) { Enumeration = Judge<TEnum> };

    public MemberSchema Mandatory() => this with { IsMandatory = true };

    public MemberSchema Observed() => this with { IsObserved = true };

    public MemberSchema DocumentedAs(string name) => this with { DocumentedName = name };

    public MemberSchema AlsoAs(params JsonValueKind[] kinds) => this with { AlsoKinds = kinds };

    private static EnumVerdict Judge<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TEnum>(RawJson raw)
        where TEnum : struct, System.Enum => OpenEnum<TEnum>.Read(raw) switch
        {
            null => EnumVerdict.WrongType,
            { IsLostUpstream: true } => EnumVerdict.LostUpstream,
            { IsKnown: true } => EnumVerdict.Known,
            _ => EnumVerdict.Unknown,
        };
}

/// <summary>What an enumeration says of a wire value.</summary>
internal enum EnumVerdict
{
    Known,
    Unknown,
    LostUpstream,
    WrongType,
}
