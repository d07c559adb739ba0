namespace Annals.Server.GenesysCloud;

/// <summary>An error as the Genesys Cloud platform gives it (ErrorBody).</summary>
internal sealed record ErrorBody
{
    public required string Message { get; init; }

    public required string Code { get; init; }

    public required int Status { get; init; }

    public string MessageWithParams => Message;

    public IReadOnlyDictionary<string, string> MessageParams { get; } = new Dictionary<string, string>();

    /// <summary>The correlation id, as in the header of the answer.</summary>
    public required string ContextId { get; init; }

    public IReadOnlyList<ErrorDetail> Details { get; init; } = [];

    public IReadOnlyList<ErrorBody> Errors { get; } = [];

    /// <summary>The limit that was reached; absent when it was none.</summary>
    public ErrorLimit? Limit { get; init; }
}

/// <summary>What is wrong with one field (Detail).</summary>
internal sealed record ErrorDetail(string ErrorCode, string FieldName);

/// <summary>A limit that was reached (Limit).</summary>
internal sealed record ErrorLimit(string Key, string Namespace, long Value);
