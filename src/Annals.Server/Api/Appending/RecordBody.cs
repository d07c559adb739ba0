using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Annals.Archive;

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
/// <param name="chunkBytes">Bytes of records after which a batch is handed on.</param>
/// <param name="memory">What the reading takes its memory from.</param>
internal sealed class RecordBody(Stream body, RecordBodyFormat format, int recordBytesMax, int chunkBytes, AppendMemory memory)
{
    private const int RecordsMax = 16_384;

    /// <summary>Bytes that a body gets to begin with.</summary>
    private const int FirstBytes = 64 << 10;

    private readonly RecordCutter cutter = new(format);
    private byte[] buffer = [];
    private int length;
    private bool isSkipping;
    private long taken;

    /// <summary>Reads to the end of the body.</summary>
    /// <param name="expectedBytes">Length of the body if it is known, so that short ones take little memory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches in the order of the body, none of them empty; each belongs to the caller, and so does its share of the memory, which is <see cref="AppendBatch.Bytes"/>. What is no record is refused in its place.</returns>
    /// <exception cref="IntakeBusyException">There is no memory for more at the moment.</exception>
    public async IAsyncEnumerable<AppendBatch> ReadAsync(long? expectedBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new AppendBatch();
        try
        {
            Account(FirstBytes);
            buffer = ArrayPool<byte>.Shared.Rent(expectedBytes is { } expected and > 0 ? (int)Math.Min(expected + 1, FirstBytes) : FirstBytes);
            while (true)
            {
                var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                if (read == 0)
                {
                    cutter.End();
                }

                Cut(batch);
                Account(buffer.Length + batch.Bytes);
                if (batch.Count > 0 && (read == 0 || batch.Bytes >= chunkBytes || batch.Count >= RecordsMax))
                {
                    var full = batch;
                    batch = new AppendBatch();
                    taken -= full.Bytes;
                    yield return full;
                }

                if (read == 0)
                {
                    yield break;
                }

                MakeRoom();
            }
        }
        finally
        {
            batch.Dispose();
            memory.Give(taken);
            if (buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>Sees to it that so much memory is taken.</summary>
    private void Account(long bytes)
    {
        if (bytes > taken && !memory.TryTake(bytes - taken))
        {
            throw new IntakeBusyException("Appends use all the memory that they may.");
        }

        if (bytes < taken)
        {
            memory.Give(taken - bytes);
        }

        taken = bytes;
    }

    private void Cut(AppendBatch batch)
    {
        while (cutter.Next(buffer.AsSpan(0, length)) is { } piece)
        {
            if (isSkipping || piece.Length > recordBytesMax)
            {
                isSkipping = false;
                batch.Refuse(string.Create(CultureInfo.InvariantCulture, $"The record is longer than {recordBytesMax} bytes."));
            }
            else if (piece.Fault is { } fault)
            {
                batch.Refuse(fault);
            }
            else
            {
                batch.Add(buffer.AsSpan(piece.Start, piece.Length));
            }
        }
    }

    /// <summary>Keeps the unfinished record only; takes more memory when it fills all there is, and none for one that is too long.</summary>
    private void MakeRoom()
    {
        var unfinished = length - cutter.Start;
        if (cutter.Start > 0)
        {
            buffer.AsSpan(cutter.Start, unfinished).CopyTo(buffer);
            length = unfinished;
            cutter.Moved(cutter.Start);
        }

        if (length < buffer.Length)
        {
            return;
        }

        if (isSkipping || length > recordBytesMax)
        {
            isSkipping = true;
            length = 0;
            cutter.Forget();
            return;
        }

        Account(buffer.Length * 3L);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, buffer.Length * 2L));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
