namespace Annals.Sources.Microsoft365;

/// <summary>Numbers of Microsoft Entra ID's errors (AADSTS…) that say what to do (Microsoft, "Microsoft Entra authentication and authorization error codes").</summary>
public static class EntraErrorCode
{
    /// <summary>The secret is wrong; often its id was taken for its value.</summary>
    public const int WrongSecret = 7000215;

    /// <summary>The secret has expired.</summary>
    public const int ExpiredSecret = 7000222;

    /// <summary>Neither a secret nor an assertion was sent.</summary>
    public const int NoSecret = 7000218;

    /// <summary>The assertion's signature is wrong: the application does not know the certificate.</summary>
    public const int WrongSignature = 700027;

    /// <summary>The assertion is not valid yet, or no longer: the machine's clock is wrong.</summary>
    public const int AssertionOutOfTime = 700024;

    /// <summary>The application is not in this organisation.</summary>
    public const int UnknownClient = 700016;

    /// <summary>There is no such organisation.</summary>
    public const int UnknownTenant = 90002;

    /// <summary>The organisation's name is neither a GUID nor a domain.</summary>
    public const int BadTenant = 900023;

    /// <summary>The API is unknown in this organisation: often the wrong cloud.</summary>
    public const int UnknownResource = 500011;
}
