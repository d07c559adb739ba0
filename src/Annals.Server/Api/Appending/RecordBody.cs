using System.Buffers;
using System.Runtime.CompilerServices;

namespace Annals.Server.Api.Appending;

/// <summary>How the records of a body are told apart.</summary>
internal enum RecordBodyFormat
{
    /// <summary>An array, or objects one behind the other: <c>application/json</c>.</summary>
    Json,

    /// <summary>One record a line, so that a broken one spoils its line only: <c>application/x-ndjson</c>.</summary>
    Lines,
}

/// <summary>
/// Cuts the body of an append into records while it arrives. Memory is bounded by the largest record: what is longer is skipped without being held.
/// Only the ends of records are found here; whether they are JSON objects is checked when they are decoded.
/// </summary>
/// <param name="body">The decompressed bytes.</param>
/// <param name="format">How records are told apart; a body that begins with <c>[</c> is an array in either.</param>
/// <param name="recordBytesMax">Largest record that is handed on.</param>
/// <param name="chunkBytes">Bytes of a chunk, unless one record needs more.</param>
internal sealed class RecordBody(Stream body, RecordBodyFormat format, int recordBytesMax, int chunkBytes)
{
    private readonly RecordCutter cutter = new(format);
    private byte[] buffer = [];
    private int length;
    private bool isSkipping;

    /// <summary>Reads to the end of the body.</summary>
    /// <param name="expectedBytes">Length of the body if it is known, so that short ones take little memory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Chunks in their order, each with at least one record or refusal; each belongs to the caller, who disposes of it.</returns>
    public async IAsyncEnumerable<RecordChunk> ReadAsync(long? expectedBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        buffer = Rent(expectedBytes is { } expected and > 0 ? (int)Math.Min(expected + 1, chunkBytes) : chunkBytes);
        try
        {
            var chunk = new RecordChunk(buffer);
            while (true)
            {
                var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (read == 0)
                {
                    cutter.End();
                }

                Cut(chunk);
                if (read == 0)
                {
                    if (chunk.IsEmpty)
                    {
                        yield break;
                    }

                    buffer = [];
                    yield return chunk;
                    yield break;
                }

                if (length < buffer.Length)
                {
                    continue;
                }

                if (chunk.IsEmpty)
                {
                    MakeRoom(chunk);
                    continue;
                }

                var rest = buffer.AsSpan(cutter.Start, length - cutter.Start);
                var next = Rent(Math.Max(chunkBytes, rest.Length + (rest.Length / 2)));
                rest.CopyTo(next);
                length = rest.Length;
                cutter.Moved(cutter.Start);
                buffer = next;
                yield return chunk;
                chunk = new RecordChunk(buffer);
            }
        }
        finally
        {
            Return(buffer);
        }
    }

    private static byte[] Rent(int size) => ArrayPool<byte>.Shared.Rent(size);

    private static void Return(byte[] rented)
    {
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Cut(RecordChunk chunk)
    {
        while (cutter.Next(buffer.AsSpan(0, length)) is { } piece)
        {
            if (isSkipping)
            {
                isSkipping = false;
                chunk.Refuse(piece.Ordinal, $"The record is longer than {recordBytesMax} bytes.");
            }
            else if (piece.Fault is { } fault)
            {
                chunk.Refuse(piece.Ordinal, fault);
            }
            else if (piece.Length > recordBytesMax)
            {
                chunk.Refuse(piece.Ordinal, $"The record is longer than {recordBytesMax} bytes.");
            }
            else
            {
                chunk.Add(piece.Ordinal, piece.Start, piece.Length);
            }
        }
    }

    /// <summary>The buffer is full of one unfinished record, or of what is skipped.</summary>
    private void MakeRoom(RecordChunk chunk)
    {
        var unfinished = length - cutter.Start;
        if (cutter.Start > 0)
        {
            buffer.AsSpan(cutter.Start, unfinished).CopyTo(buffer);
            length = unfinished;
            cutter.Moved(cutter.Start);
        }
        else if (isSkipping || unfinished > recordBytesMax)
        {
            isSkipping = true;
            length = 0;
            cutter.Forget();
        }
        else
        {
            var larger = Rent((int)Math.Min(Array.MaxLength, Math.Max(buffer.Length * 2L, chunkBytes)));
            buffer.AsSpan(0, length).CopyTo(larger);
            Return(buffer);
            buffer = larger;
            chunk.Replace(larger);
        }
    }
}
