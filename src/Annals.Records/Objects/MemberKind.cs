namespace Annals.Records.Objects;

/// <summary>Documented type of a member.</summary>
internal enum MemberKind
{
    Text,
    Flag,
    Int32,
    Int64,
    Guid,
    Time,
    Enum,
    Object,
    ObjectList,
    TextList,
    TextMap,
    Any,
}
