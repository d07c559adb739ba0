using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Annals.Server.Accounts;
using Annals.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Access;

/// <summary>The word that a page of ours must send with every change: bound to the session, readable by no other site.</summary>
internal sealed class Antiforgery(ServerKey key)
{
    /// <summary>Header that carries it.</summary>
    public const string Header = "X-Annals-Antiforgery";

    private readonly byte[] secret = key.For("antiforgery");

    /// <summary>The word of a session.</summary>
    public string Of(Session session) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, session.TokenHash));

    /// <summary>Whether the request carries its session's word. Takes the same time whatever differs.</summary>
    public bool IsCarried(HttpRequest request, Session session) =>
        request.Headers[Header] is [{ } sent] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(Of(session)));
}
