namespace Annals.Index.Query;

/// <summary>
/// Members by which the elements of a list name themselves and hold a value: <c>Name</c> with <c>Value</c> or <c>NewValue</c> (Microsoft 365),
/// <c>name</c> with <c>value</c>, and <c>property</c> with <c>newValues</c> (Genesys Cloud). Old values are reached by their own name behind the element's.
/// </summary>
internal static class NamePairs
{
    public static bool IsName(ReadOnlySpan<byte> member) =>
        member.SequenceEqual("Name"u8) || member.SequenceEqual("name"u8) || member.SequenceEqual("property"u8);

    public static bool IsValue(ReadOnlySpan<byte> member) =>
        member.SequenceEqual("Value"u8) || member.SequenceEqual("NewValue"u8) || member.SequenceEqual("value"u8) || member.SequenceEqual("newValues"u8);
}
