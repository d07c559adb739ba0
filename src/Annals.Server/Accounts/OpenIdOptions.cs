using System.ComponentModel.DataAnnotations;
using Annals.Server.Access;
using Microsoft.Extensions.Options;

namespace Annals.Server.Accounts;

/// <summary>An OpenID Connect provider by which people sign in. Off unless <see cref="Authority"/> is set.</summary>
internal sealed class OpenIdOptions : IValidatableObject
{
    public const string Section = "OpenId";

    /// <summary>The provider's issuer address, such as <c>https://login.example.com/realm</c>. Default: none, no provider.</summary>
    public Uri? Authority { get; set; }

    /// <summary>Client id of this server at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of this server at the provider.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Name of the tenant that people of the provider belong to. Default <c>default</c>.</summary>
    [Required]
    public string Tenant { get; set; } = "default";

    /// <summary>Claim with the name to show. Default <c>preferred_username</c>.</summary>
    [Required]
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>Claim whose values stand for roles. Default <c>roles</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>Roles by value of the claim, such as <c>audit-team</c>: <c>auditor</c>. Whoever has none of the values is not let in. Default: none.</summary>
    public IDictionary<string, string> Roles { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Scopes to ask the provider for beside <c>openid</c>. Default <c>profile</c>.</summary>
    [Required]
    public string Scope { get; set; } = "profile";

    /// <summary>Whether there is a provider.</summary>
    internal bool IsOn => Authority is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!Authority!.IsAbsoluteUri || (Authority.Scheme != Uri.UriSchemeHttps && !(Authority.Scheme == Uri.UriSchemeHttp && Authority.IsLoopback)))
        {
            yield return new ValidationResult("Authority must be an https address.", [nameof(Authority)]);
        }

        if (string.IsNullOrEmpty(ClientId))
        {
            yield return new ValidationResult("ClientId is needed with Authority.", [nameof(ClientId)]);
        }

        if (string.IsNullOrEmpty(ClientSecret))
        {
            yield return new ValidationResult("ClientSecret is needed with Authority.", [nameof(ClientSecret)]);
        }

        if (Roles.Count == 0)
        {
            yield return new ValidationResult($"Roles is needed with Authority: without it nobody is let in. There are {string.Join(", ", Scopes.RoleNames)}.", [nameof(Roles)]);
        }

        foreach (var (value, role) in Roles.Where(pair => !Scopes.Roles.ContainsKey(pair.Value)))
        {
            yield return new ValidationResult($"Roles:{value}: there is no role \"{role}\". There are {string.Join(", ", Scopes.RoleNames)}.", [nameof(Roles)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>;
