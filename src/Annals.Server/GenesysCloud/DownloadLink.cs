using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Annals.Server.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Annals.Server.GenesysCloud;

/// <summary>Links by which a page of results can be fetched without a token: signed over tenant, client, query, page and end of validity.</summary>
internal sealed class DownloadLink(ServerKey key, TimeProvider time)
{
    private readonly byte[] secret = key.For("genesys-downloads");

    /// <summary>Path and query of the link to a page.</summary>
    /// <param name="query">Whose page.</param>
    /// <param name="pageSize">Audits of the page.</param>
    /// <param name="cursor">Cursor of the page, as it was sent; null for the first.</param>
    /// <param name="lifetime">How long it is good.</param>
    public string Of(AuditQuery query, int pageSize, string? cursor, TimeSpan lifetime)
    {
        var expires = time.GetUtcNow().Add(lifetime).ToUnixTimeSeconds();
        var parts = new Dictionary<string, string?> { ["pageSize"] = Text(pageSize), ["cursor"] = cursor, ["expires"] = Text(expires), ["signature"] = Sign(query, pageSize, cursor, expires) };
        return QueryHelpers.AddQueryString($"{GenesysCloudEndpoints.Downloads}/{query.Id}", parts);
    }

    /// <summary>Whether a request is the use of a link of ours that is still good.</summary>
    /// <param name="query">The query that its path names.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="page">The page it asks for.</param>
    public bool TryRead(AuditQuery query, IQueryCollection parameters, out (int PageSize, string? Cursor) page)
    {
        page = default;
        if (!int.TryParse(parameters["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var pageSize)
            || !long.TryParse(parameters["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
        {
            return false;
        }

        page = (pageSize, parameters["cursor"].FirstOrDefault());
        var signature = Encoding.UTF8.GetBytes(parameters["signature"].ToString());
        return CryptographicOperations.FixedTimeEquals(signature, Encoding.UTF8.GetBytes(Sign(query, pageSize, page.Cursor, expires))) && time.GetUtcNow().ToUnixTimeSeconds() < expires;
    }

    private string Sign(AuditQuery query, int pageSize, string? cursor, long expires) => Base64Url.EncodeToString(
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{query.Owner.Tenant}\n{query.Owner.Id}\n{query.Id}\n{Text(pageSize)}\n{cursor}\n{Text(expires)}")));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
