using Annals.Records.Microsoft365;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>The content type of a request, and who may read it.</summary>
internal static class FeedRights
{
    private const string TypeName = "contentType";

    /// <summary>The content type that a request names, and its name as sent.</summary>
    /// <exception cref="RequestException">It names none, or one that does not exist.</exception>
    public static (ContentType Type, string Name) TypeOf(IQueryCollection query) => query[TypeName].ToString() switch
    {
        "" => throw FeedError.ParameterMissing(TypeName),
        var name => ContentTypes.TryParse(name, out var type) ? (type, name) : throw FeedError.ContentTypeInvalid,
    };

    /// <summary>Whoever may read records may read every content type, but for DLP.All where the settings say otherwise.</summary>
    /// <exception cref="RequestException">The caller may not.</exception>
    public static void Check(HttpContext context, ContentType type, Microsoft365Options options)
    {
        if (type == ContentType.Dlp && !options.DlpContent)
        {
            throw new RequestException(FeedError.Permission(string.Join(',', context.User.FindAll("roles").Select(role => role.Value))));
        }
    }
}
