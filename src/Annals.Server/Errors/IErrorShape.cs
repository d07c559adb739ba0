using Microsoft.AspNetCore.Http;

namespace Annals.Server.Errors;

/// <summary>How errors look on some paths. The vendors' clients expect their vendor's shape there, also where no endpoint answers.</summary>
internal interface IErrorShape
{
    /// <summary>Whether the path belongs to this interface.</summary>
    bool Covers(PathString path);

    /// <summary>Writes status, headers and body.</summary>
    Task WriteAsync(HttpContext context, ServerError error);
}
