using Annals.Records.Events;

namespace Annals.Server.Access;

/// <summary>What a client may be like.</summary>
public static class ClientRules
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLengthMax = 100;

    /// <summary>Most sources that a client may name.</summary>
    public const int SourcesMax = 100;

    /// <summary>What is wrong with a client to be added; null when nothing is.</summary>
    public static string? FaultOf(string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        ArgumentNullException.ThrowIfNull(sources);
        return string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax || name.Any(char.IsControl)
            ? $"A client's name has 1 to {NameLengthMax} characters and no control characters."
            : scopes.Count == 0
            ? $"A client without a scope can do nothing. There are {string.Join(", ", Scopes.All)}."
            : scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } unknown
            ? $"There is no scope \"{unknown}\". There are {string.Join(", ", Scopes.All)}."
            : sources.Count > SourcesMax
            ? $"A client can name at most {SourcesMax} sources."
            : sources.FirstOrDefault(source => !SourceNames.IsValid(source) || source == SourceNames.Annals) is { } bad
            ? $"\"{bad}\" is no source that a client can append to: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit; {SourceNames.Annals} is reserved."
            : null;
    }
}
