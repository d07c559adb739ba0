using Annals.Archive;
using Annals.Server.Access;

namespace Annals.Server.Api.Reading;

/// <summary>The caller as receipts name it.</summary>
internal static class ReadActor
{
    public static Actor Actor(this Caller caller) => new(caller.Name)
    {
        Id = caller.Id,
        Type = caller.Kind switch { CallerKind.Client => "client", CallerKind.User => "user", _ => "account" },
    };
}
