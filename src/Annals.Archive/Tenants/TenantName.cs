using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Annals.Archive;

/// <summary>
/// Name of a tenant: 1 to 63 lowercase letters, digits and hyphens, beginning with a letter or digit. It is also the
/// name of the tenant's folder, so nothing else (no dot, no separator) is let through.
/// </summary>
public readonly partial record struct TenantName
{
    private readonly string? _value;

    private TenantName(string value) => _value = value;

    /// <summary>The tenant that commands use when none is named.</summary>
    public static TenantName Default { get; } = new("default");

    /// <summary>Reads a name.</summary>
    /// <returns>False when <paramref name="text"/> is no tenant name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TenantName name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new TenantName(text) : default;
        return name._value is not null;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="ArchiveException">The text is no tenant name.</exception>
    public static TenantName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new ArchiveException($"\"{text}\" is no tenant name: use 1 to 63 lowercase letters, digits and hyphens, beginning with a letter or digit.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? Default.ToString();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
