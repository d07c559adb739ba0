using Annals.Server.Access;
using System.Globalization;
using System.Text;

namespace Annals.Server.Accounts;

/// <summary>What a user and a password may be like.</summary>
public static class UserRules
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLengthMax = 100;

    /// <summary>Fewest characters of a password.</summary>
    public const int PasswordLengthMin = 12;

    /// <summary>Most characters of a password: hashing more would only cost time.</summary>
    public const int PasswordLengthMax = 256;

    /// <summary>What is wrong with a user to be added; null when nothing is.</summary>
    public static string? FaultOf(string name, IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        if (name is not null && name.EnumerateRunes().Any(IsCombining))
        {
            return "A user's name has no combining characters: two names must not look alike. Write é as one character.";
        }

        return string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax || name.Any(char.IsControl) || name != name.Trim()
            ? $"A user's name has 1 to {NameLengthMax} characters, no control characters, and no space at its ends."
            : FaultOf(roles);
    }

    private static bool IsCombining(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;

    /// <summary>What is wrong with roles; null when nothing is.</summary>
    public static string? FaultOf(IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return roles.Count == 0
            ? $"A user without a role can do nothing. There are {string.Join(", ", Scopes.RoleNames)}."
            : roles.FirstOrDefault(role => !Scopes.Roles.ContainsKey(role)) is { } unknown
            ? $"There is no role \"{unknown}\". There are {string.Join(", ", Scopes.RoleNames)}."
            : null;
    }

    /// <summary>What is wrong with a new password; null when nothing is. Length counts, not kinds of characters (NIST SP 800-63B, section 5.1.1.2).</summary>
    public static string? FaultOfPassword(string password, string name)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.Length is < PasswordLengthMin or > PasswordLengthMax
            ? $"A password has {PasswordLengthMin} to {PasswordLengthMax} characters."
            : password.Equals(name, StringComparison.OrdinalIgnoreCase) || password.Distinct().Take(4).Count() < 4
            ? "The password is too easy to guess: it is the name, or made of three characters or fewer."
            : null;
    }

    /// <summary>The form of a name in which it is compared: two users must not look alike by case or by the way a letter is written.</summary>
    internal static string Fold(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
