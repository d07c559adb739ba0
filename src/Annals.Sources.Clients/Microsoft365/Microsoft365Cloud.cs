namespace Annals.Sources.Microsoft365;

/// <summary>One of Microsoft's clouds: where its API is, where tokens come from, and what they are for.</summary>
/// <param name="Name">Name in configuration.</param>
/// <param name="Api">Root of the Office 365 Management Activity API.</param>
/// <param name="Login">Where tokens are fetched.</param>
/// <remarks>Source: Office 365 Management Activity API reference, "Activity API operations"; national cloud endpoints of the Microsoft identity platform.</remarks>
public sealed record Microsoft365Cloud(string Name, Uri Api, Uri Login)
{
    /// <summary>The worldwide cloud, for enterprise plans.</summary>
    public static Microsoft365Cloud Enterprise { get; } = new("enterprise", new("https://manage.office.com"), new("https://login.microsoftonline.com"));

    /// <summary>Government plans of the United States, GCC.</summary>
    public static Microsoft365Cloud Gcc { get; } = new("gcc", new("https://manage-gcc.office.com"), new("https://login.microsoftonline.com"));

    /// <summary>Government plans of the United States, GCC High.</summary>
    public static Microsoft365Cloud GccHigh { get; } = new("gcc-high", new("https://manage.office365.us"), new("https://login.microsoftonline.us"));

    /// <summary>Plans of the United States Department of Defense.</summary>
    public static Microsoft365Cloud DepartmentOfDefense { get; } = new("dod", new("https://manage.protection.apps.mil"), new("https://login.microsoftonline.us"));

    /// <summary>All four.</summary>
    public static IReadOnlyList<Microsoft365Cloud> All { get; } = [Enterprise, Gcc, GccHigh, DepartmentOfDefense];

    /// <summary>What tokens are for, where it is not <see cref="Api"/>: through a gateway the API has another address, and its tokens the same audience. Null for <see cref="Api"/>.</summary>
    public Uri? Audience { get; init; }

    /// <summary>What tokens are asked for: all permissions that the application was given.</summary>
    public string Scope => $"{(Audience ?? Api).GetLeftPart(UriPartial.Authority)}/.default";
}
