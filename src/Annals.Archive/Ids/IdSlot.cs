using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>
/// One slot of an id table: the tag (bytes 8 to 10 of the keyed id) in the upper 24 bits and the position plus one in the
/// lower 40, so that zero is an empty slot.
/// </summary>
internal static class IdSlot
{
    public const int PositionBits = 40;
    public const long PositionMax = (1L << PositionBits) - 2;
    private const ulong PositionMask = (1UL << PositionBits) - 1;

    public static ulong Make(in Digest16 key, long position) =>
        (key.Low & ~PositionMask) | ((ulong)position + 1);

    public static bool HasTagOf(ulong slot, in Digest16 key) => ((slot ^ key.Low) >> PositionBits) == 0;

    public static long Position(ulong slot) => (long)(slot & PositionMask) - 1;

    /// <summary>The same slot with the position in front, so that sorting sorts by position.</summary>
    public static ulong ByPosition(ulong slot) => ulong.RotateLeft(slot, 64 - PositionBits);

    public static ulong FromByPosition(ulong value) => ulong.RotateRight(value, 64 - PositionBits);

    /// <summary>
    /// What a slot adds to its table's check sum (modulo 2^64). The sum does not depend on the order of the slots, so it can be kept while inserting.
    /// </summary>
    public static ulong Check(ulong slot)
    {
        unchecked
        {
            slot = (slot ^ (slot >> 33)) * 0xff51afd7ed558ccdUL;
            slot = (slot ^ (slot >> 33)) * 0xc4ceb9fe1a85ec53UL;
            return slot ^ (slot >> 33);
        }
    }
}
