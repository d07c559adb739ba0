using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Which Host a request may name, and what absolute URLs begin with.</summary>
internal sealed class PublicAddress
{
    private readonly Uri? publicUrl;
    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public PublicAddress(IOptions<ServerOptions> options)
    {
        publicUrl = options.Value.PublicUrl;
        hosts.UnionWith(options.Value.AllowedHosts);
        if (publicUrl is not null)
        {
            hosts.Add(publicUrl.Host);
        }

        foreach (var url in options.Value.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (!address.IsUnixPipe && !address.IsNamedPipe)
            {
                hosts.Add(address.Host);
            }
        }
    }

    /// <summary>Whether the request's Host is one of ours.</summary>
    public bool IsAllowed(HttpRequest request) => request.Host.HasValue && hosts.Contains(request.Host.Host);

    /// <summary>Scheme, host and port of the URLs to give out, without a slash at the end.</summary>
    public string Of(HttpRequest request) =>
        publicUrl is not null ? publicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') : $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}
