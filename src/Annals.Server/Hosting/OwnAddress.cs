using Microsoft.AspNetCore.Http;

namespace Annals.Server.Hosting;

/// <summary>The address by which programs on this machine reach the server.</summary>
internal static class OwnAddress
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The best of the addresses that the server listens on: loopback before others, plain before encrypted, whose certificate names another host.</summary>
    /// <param name="addresses">Addresses as the listener tells them once it listens.</param>
    /// <returns>Null when it listens on nothing that a URL can name, such as a socket in the file system.</returns>
    public static Uri? Of(IEnumerable<string> addresses) => addresses
        .Select(UrlOf)
        .OfType<Uri>()
        .OrderBy(url => url.IsLoopback ? 0 : 1)
        .ThenBy(url => url.Scheme == Uri.UriSchemeHttp ? 0 : 1)
        .FirstOrDefault();

    private static Uri? UrlOf(string address)
    {
        var binding = BindingAddress.Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe)
        {
            return null;
        }

        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? Loopback : binding.Host;
        return Uri.TryCreate($"{binding.Scheme}://{host}:{binding.Port}/", UriKind.Absolute, out var url) ? url : null;
    }
}
