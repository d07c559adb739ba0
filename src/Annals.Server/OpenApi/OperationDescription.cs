namespace Annals.Server.OpenApi;

/// <summary>What cannot be seen from an endpoint's code: it reads parameters and writes answers by hand.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="Summary">What it does, one sentence without a full stop.</param>
internal sealed record OperationDescription(string Name, string Summary)
{
    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>Shape of the body; null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body may be left out.</summary>
    public bool IsBodyOptional { get; init; }

    /// <summary>Content types of a body without a shape of ours, such as lines of records.</summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [];

    /// <summary>Status of the good answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Shape of the good answer; null when it is no JSON of ours.</summary>
    public Type? Answer { get; init; }

    /// <summary>Content types of a good answer without a shape of ours; empty for none at all.</summary>
    public IReadOnlyList<string> AnswerTypes { get; init; } = [];

    /// <summary>A further status with the same shape; 0 for none.</summary>
    public int AlsoStatus { get; init; }

    /// <summary>Statuses of errors beside those that every endpoint has.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];
}
