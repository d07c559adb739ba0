using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Annals.Server.Storage;

namespace Annals.Server.GenesysCloud;

/// <summary>
/// Cursors of results as clients see them: the search's cursor with a mark of ours that binds it to its query, so that none can be made up. Nothing is kept of them, so they survive a restart.
/// </summary>
internal sealed class ResultsCursor(ServerKey key)
{
    private const int MarkBytes = 12;
    private const int MarkLength = 16;

    private readonly byte[] secret = key.For("genesys-cursors");

    /// <summary>The cursor to give out.</summary>
    public string Of(Guid query, string cursor) => cursor + MarkOf(query, cursor);

    /// <summary>Takes the search's cursor out of one that was given out for a query.</summary>
    public bool TryRead(Guid query, string text, [NotNullWhen(true)] out string? cursor)
    {
        cursor = text.Length > MarkLength ? text[..^MarkLength] : null;
        return cursor is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text[^MarkLength..]), Encoding.UTF8.GetBytes(MarkOf(query, cursor)));
    }

    private string MarkOf(Guid query, string cursor) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{query}\n{cursor}")).AsSpan(0, MarkBytes));
}
