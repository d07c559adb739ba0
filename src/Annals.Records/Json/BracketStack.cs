using System.Runtime.CompilerServices;

namespace Annals.Records.Json;

/// <summary>The open objects and arrays, one bit each. Up to 64 levels need no memory beyond the struct.</summary>
internal struct BracketStack
{
    private const int BitsInWord = 64;

    private ulong _top;
    private ulong[]? _below;

    public int Depth { get; private set; }

    public readonly bool InObject => (_top & 1) != 0;

    /// <summary>The bracket that closes the innermost container.</summary>
    public readonly byte Close => InObject ? (byte)'}' : (byte)']';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(bool isObject)
    {
        if (Depth != 0 && Depth % BitsInWord == 0)
        {
            Spill();
        }

        _top = unchecked(_top << 1) | (isObject ? 1ul : 0ul);
        Depth++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop()
    {
        Depth--;
        _top >>= 1;
        if (Depth != 0 && Depth % BitsInWord == 0)
        {
            _top = _below![(Depth / BitsInWord) - 1];
        }
    }

    private void Spill()
    {
        var word = (Depth / BitsInWord) - 1;
        if (_below is null || word == _below.Length)
        {
            Array.Resize(ref _below, Math.Max(16, word * 2));
        }

        _below[word] = _top;
    }
}
