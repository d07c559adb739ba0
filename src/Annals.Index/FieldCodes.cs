namespace Annals.Index;

/// <summary>Codes of up to four fields of one row; those of fields that were not asked for are 0. See <see cref="ValueCode"/>.</summary>
/// <param name="First">Code of the first field asked for.</param>
/// <param name="Second">Code of the second one.</param>
/// <param name="Third">Code of the third one.</param>
/// <param name="Fourth">Code of the fourth one.</param>
public readonly record struct FieldCodes(uint First, uint Second = 0, uint Third = 0, uint Fourth = 0)
{
    /// <summary>The most fields that can be asked for at once.</summary>
    public const int FieldsMax = 4;

    /// <summary>Code of one of the fields.</summary>
    /// <param name="index">Its place among the fields asked for, 0 to 3.</param>
    public uint this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        3 => Fourth,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "There are four codes."),
    };
}
