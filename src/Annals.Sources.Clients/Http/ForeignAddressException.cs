namespace Annals.Sources.Http;

/// <summary>The service named an address elsewhere for the next request. It is not asked: the request carries the connection's token.</summary>
public sealed class ForeignAddressException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="address">The address.</param>
    /// <param name="origin">Where the connection's requests go.</param>
    public ForeignAddressException(Uri address, Uri origin)
        : base($"The service sent us to {Origin(address)}, but the token is for {Origin(origin)} only. Nothing was sent there.")
    {
        Address = address;
    }

    /// <summary>Makes one for an address that leads into a network which is not public, or is not encrypted.</summary>
    /// <param name="address">The address.</param>
    public ForeignAddressException(Uri address)
        : base($"The service sent us to {Origin(address)}, which is not an encrypted address of the public internet. Nothing was sent there.")
    {
        Address = address;
    }

    /// <summary>The address that was named.</summary>
    public Uri Address { get; }

    private static string Origin(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri ? address.GetLeftPart(UriPartial.Authority) : "a relative address";
    }
}
