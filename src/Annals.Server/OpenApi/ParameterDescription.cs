using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>A parameter that an endpoint reads by hand, so that nothing else tells of it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Description">What it means.</param>
internal sealed record ParameterDescription(string Name, string Description)
{
    public ParameterLocation In { get; init; } = ParameterLocation.Query;

    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;

    public bool IsRequired { get; init; }

    /// <summary>The only values that it may have; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public long? Least { get; init; }

    public long? Most { get; init; }

    /// <summary>A number within bounds.</summary>
    public static ParameterDescription Number(string name, long least, long most, string description) => new(name, description) { Type = JsonSchemaType.Integer, Least = least, Most = most };

    /// <summary>One of some words, the first of them when it is missing.</summary>
    public static ParameterDescription Word(string name, string description, params IReadOnlyList<string> values) => new(name, $"{description} Default: {values[0]}.") { Values = values };
}
