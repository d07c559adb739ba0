namespace Annals.Index.Columns;

/// <summary>How a list of values is kept as one entry of a dictionary: the values joined by the unit separator. A value that holds that character is not kept.</summary>
internal static class ListSeparator
{
    public const byte Byte = 0x1F;
}
