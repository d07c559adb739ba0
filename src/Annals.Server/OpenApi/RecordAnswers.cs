using System.Text.Json;

namespace Annals.Server.OpenApi;

/// <summary>A record: where it stands, its event view, and the record itself as it arrived. Members that the record gives no value for are missing.</summary>
internal sealed record RecordAnswer
{
    /// <summary>Its position in the log.</summary>
    public required long Position { get; init; }

    /// <summary>When the log took it.</summary>
    public required DateTimeOffset Recorded { get; init; }

    /// <summary><c>shown</c> or <c>hidden</c> when it is another value under an id and day that the log had already.</summary>
    public string? Variant { get; init; }

    /// <summary>Of a variant: position of the first record of that id and day.</summary>
    public long? First { get; init; }

    /// <summary>True when the record was erased; then nothing of it is given.</summary>
    public bool? Erased { get; init; }

    public DateTimeOffset? Occurred { get; init; }

    public string? Source { get; init; }

    public string? Id { get; init; }

    public string? Action { get; init; }

    public string? Service { get; init; }

    public string? Kind { get; init; }

    public string? Actor { get; init; }

    public string? ActorId { get; init; }

    public string? ActorType { get; init; }

    public string? Target { get; init; }

    public string? TargetId { get; init; }

    /// <summary>success, failure, partial, warning or unknown.</summary>
    public string? Outcome { get; init; }

    public string? Application { get; init; }

    public string? Session { get; init; }

    public string? Correlation { get; init; }

    /// <summary>Addresses that it came from.</summary>
    public IReadOnlyList<string>? Ip { get; init; }

    /// <summary>What it says was changed; only of single records.</summary>
    public IReadOnlyList<ChangeAnswer>? Changes { get; init; }

    /// <summary>The record's own bytes.</summary>
    public JsonElement? Record { get; init; }
}

/// <summary>A property that was changed.</summary>
internal sealed record ChangeAnswer
{
    public required string Property { get; init; }

    public required IReadOnlyList<string> Old { get; init; }

    public required IReadOnlyList<string> New { get; init; }
}

/// <summary>What part of the log an answer covers.</summary>
internal abstract record ScopedAnswer
{
    /// <summary>Log size that was asked about.</summary>
    public required long Size { get; init; }

    /// <summary>Log size that the index covers.</summary>
    public required long Indexed { get; init; }

    /// <summary>True when entries behind the index are missing from the answer.</summary>
    public required bool Partial { get; init; }
}

/// <summary>A page of records.</summary>
internal sealed record SearchAnswer : PageAnswer
{
    /// <summary>Cursor of the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>Records around one, in order of time, without that one.</summary>
internal sealed record AroundAnswer : PageAnswer
{
    /// <summary>Position of the record in the middle.</summary>
    public required long Position { get; init; }

    /// <summary>How many of the records stand before it.</summary>
    public required int Earlier { get; init; }
}

/// <summary>Records that match.</summary>
internal abstract record PageAnswer : ScopedAnswer
{
    /// <summary>The query in canonical form.</summary>
    public required string Query { get; init; }

    public required IReadOnlyList<RecordAnswer> Records { get; init; }
}

/// <summary>Records of one id.</summary>
internal sealed record RecordsAnswer
{
    public required IReadOnlyList<RecordAnswer> Records { get; init; }
}

/// <summary>What became of the records of a request.</summary>
internal sealed record AppendAnswer
{
    /// <summary>Records in the request.</summary>
    public required int Read { get; init; }

    public required int Stored { get; init; }

    /// <summary>Records that the log has already.</summary>
    public required int Duplicate { get; init; }

    /// <summary>Records with another value under an id and day that the log has.</summary>
    public required int Variant { get; init; }

    public required int HiddenVariant { get; init; }

    /// <summary>Records whose id and day belong to an erased one.</summary>
    public required int Erased { get; init; }

    public required int Refused { get; init; }

    /// <summary>One for each record, in their order; with <c>verdicts=problems</c> only those that were not simply stored.</summary>
    public required IReadOnlyList<VerdictAnswer> Verdicts { get; init; }
}

/// <summary>What became of one record.</summary>
internal sealed record VerdictAnswer
{
    /// <summary>Its place in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>stored, duplicate, variant, hiddenVariant, erased or refused.</summary>
    public required string Verdict { get; init; }

    /// <summary>Where it stands; of a duplicate, where the equal one stands.</summary>
    public long? Position { get; init; }

    /// <summary>Of a variant: position of the first record of that id and day.</summary>
    public long? First { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; init; }
}
