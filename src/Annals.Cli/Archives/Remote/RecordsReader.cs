using System.Buffers;
using System.Text.Json;
using Annals.Archive;
using Annals.Index;

namespace Annals.Cli.Archives.Remote;

/// <summary>
/// Reads an answer that holds records while it arrives: the members before them, then one record at a time. Memory is bounded by the largest record, whatever the page holds.
/// </summary>
internal sealed class RecordsReader(Stream body, Uri server, Action<ShownRecord> found) : IDisposable
{
    private const int FirstBytes = 64 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int start;
    private int end;
    private bool isAtEnd;
    private bool isInRecords;
    private bool isDone;
    private JsonReaderState state = new(ShownRecordReader.Options);
    private long size;
    private long indexed;
    private bool isPartial;
    private string? next;
    private int count;

    /// <summary>Reads to the end of the answer.</summary>
    /// <exception cref="JsonException">The answer is none of ours.</exception>
    /// <exception cref="ServerUnreachableException">The answer was cut off.</exception>
    public async Task<FoundPage> ReadAsync(CancellationToken cancellationToken)
    {
        while (!isDone)
        {
            await FillAsync(cancellationToken);
            Advance();
            if (!isDone && isAtEnd)
            {
                throw new ServerUnreachableException(server, new EndOfStreamException("The answer was cut off."));
            }
        }

        return new FoundPage(new SearchScope(size, indexed, !isPartial), count, next);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Fills the buffer, which grows to twice its size when a single record fills it: so each byte is looked at a few times only.</summary>
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        while (end < buffer.Length && !isAtEnd)
        {
            var read = await ReceiveAsync(cancellationToken);
            end += read;
            isAtEnd = read == 0;
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer.AsMemory(end), cancellationToken);
        }
        catch (IOException e)
        {
            throw new ServerUnreachableException(server, e);
        }
    }

    private void Advance()
    {
        var unread = buffer.AsSpan(start, end - start);
        var reader = new Utf8JsonReader(unread, isAtEnd, state);
        var whole = reader;
        while (!isDone && (isInRecords ? TakeRecord(ref reader, unread) : TakeMember(ref reader)))
        {
            whole = reader;
        }

        start += (int)whole.BytesConsumed;
        state = whole.CurrentState;
    }

    /// <returns>False when more bytes are needed.</returns>
    private bool TakeRecord(ref Utf8JsonReader reader, ReadOnlySpan<byte> unread)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            isInRecords = false;
            return true;
        }

        var from = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        found(ShownRecordReader.Read(unread[from..(int)reader.BytesConsumed]));
        count++;
        return true;
    }

    /// <inheritdoc cref="TakeRecord"/>
    private bool TakeMember(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            isDone = true;
            return true;
        }

        if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            throw new JsonException("The answer is no object.");
        }

        var name = reader.GetString();
        if (!reader.Read())
        {
            return false;
        }

        try
        {
            return TakeValue(ref reader, name);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException($"The member {name} is not as it should be.", e);
        }
    }

    private bool TakeValue(ref Utf8JsonReader reader, string? name)
    {
        switch (name)
        {
            case "records" when reader.TokenType == JsonTokenType.StartArray:
                isInRecords = true;
                return true;
            case "size":
                size = reader.GetInt64();
                return true;
            case "indexed":
                indexed = reader.GetInt64();
                return true;
            case "partial":
                isPartial = reader.GetBoolean();
                return true;
            case "next":
                next = reader.GetString();
                return true;
            default:
                return reader.TrySkip();
        }
    }
}
