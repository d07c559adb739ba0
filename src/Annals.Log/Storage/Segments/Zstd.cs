using System.Collections.Concurrent;
using ZstdSharp;

namespace Annals.Log.Storage;

/// <summary>Zstandard at level 1 without a dictionary; contexts are reused, since making one costs more than a frame.</summary>
internal static class Zstd
{
    private const int Level = 1;
    private const int PooledMax = 16;

    private static readonly ConcurrentBag<Compressor> Compressors = [];
    private static readonly ConcurrentBag<Decompressor> Decompressors = [];

    /// <summary>Room that compressing so many bytes may take.</summary>
    public static int Bound(int length) => Compressor.GetCompressBound(length);

    public static int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!Compressors.TryTake(out var compressor))
        {
            compressor = new Compressor(Level);
        }

        var length = compressor.Wrap(source, destination);
        Return(Compressors, compressor);
        return length;
    }

    /// <summary>Fills the destination exactly.</summary>
    /// <returns>False when the bytes are no zstd frame of that content.</returns>
    public static bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!Decompressors.TryTake(out var decompressor))
        {
            decompressor = new Decompressor();
        }

        try
        {
            return decompressor.Unwrap(source, destination) == destination.Length;
        }
        catch (ZstdException)
        {
            return false;
        }
        finally
        {
            Return(Decompressors, decompressor);
        }
    }

    private static void Return<T>(ConcurrentBag<T> pool, T item)
        where T : class, IDisposable
    {
        if (pool.Count < PooledMax)
        {
            pool.Add(item);
        }
        else
        {
            item.Dispose();
        }
    }
}
