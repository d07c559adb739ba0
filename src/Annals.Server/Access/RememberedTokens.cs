using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Access;

/// <summary>
/// Checks tokens, and remembers those that were found good: the same client sends the same token with every request, and checking it costs more than storing a record does.
/// Only what cannot change is remembered, the signature and what the token says; its time is looked at whenever it is used, and so is what its client may do (<see cref="CallerResolver"/>).
/// </summary>
internal sealed class RememberedTokens(TimeProvider time) : TokenHandler
{
    /// <summary>Tokens after which the older ones are forgotten; at most twice as many are held.</summary>
    private const int RememberedMax = 1024;

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private ConcurrentDictionary<string, TokenValidationResult> recent = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, TokenValidationResult> older = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override SecurityToken ReadToken(string token) => handler.ReadToken(token);

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (recent.TryGetValue(token, out var remembered) || older.TryGetValue(token, out remembered))
        {
            if (remembered.SecurityToken.ValidTo > time.GetUtcNow().UtcDateTime)
            {
                return remembered;
            }

            recent.TryRemove(token, out _);
            older.TryRemove(token, out _);
        }

        var result = await handler.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            Remember(token, result);
        }

        return result;
    }

    private void Remember(string token, TokenValidationResult result)
    {
        var now = recent;
        now[token] = result;
        if (now.Count >= RememberedMax && Interlocked.CompareExchange(ref recent, new(StringComparer.Ordinal), now) == now)
        {
            older = now;
        }
    }
}
