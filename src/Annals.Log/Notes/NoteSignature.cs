using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Annals.Log;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Id of the key, see <see cref="NoteVerifier.KeyId"/>.</param>
/// <param name="Data">What follows the key id, at least 1 byte; its form depends on the type of the key.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Data)
{
    private const string Start = "\u2014 ";

    /// <summary>Reads a line without its line feed.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        ArgumentNullException.ThrowIfNull(line);
        signature = null;
        if (!line.StartsWith(Start, StringComparison.Ordinal))
        {
            return false;
        }

        var space = line.IndexOf(' ', Start.Length);
        if (space < 0 || !NoteKey.IsValidName(line[Start.Length..space]))
        {
            return false;
        }

        var bytes = StrictBase64.Decode(line.AsSpan(space + 1));
        if (bytes is not { Length: > sizeof(uint) })
        {
            return false;
        }

        signature = new NoteSignature(line[Start.Length..space], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
        return true;
    }

    /// <summary>The line without its line feed.</summary>
    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Data.Span.CopyTo(bytes.AsSpan(sizeof(uint)));
        return Start + Name + " " + Convert.ToBase64String(bytes);
    }

    /// <summary>Equal when the lines are.</summary>
    public bool Equals(NoteSignature? other) =>
        other is not null && Name == other.Name && KeyId == other.KeyId && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId, Data.Length);
}
