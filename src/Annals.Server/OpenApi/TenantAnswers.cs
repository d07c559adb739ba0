namespace Annals.Server.OpenApi;

/// <summary>The caller.</summary>
internal sealed record MeAnswer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Client, User or Account.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of its tenant.</summary>
    public required string Tenant { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Sources it may append to; empty for those of every own application.</summary>
    public required IReadOnlyList<string> Sources { get; init; }
}

/// <summary>The caller's tenant.</summary>
internal sealed record TenantAnswer
{
    public required string Name { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Name of its log in checkpoints.</summary>
    public required string Origin { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Public key of its log, as C2SP signed-note writes keys.</summary>
    public required string VerifierKey { get; init; }

    /// <summary>Entries in its log.</summary>
    public required long Size { get; init; }
}

/// <summary>How a tenant is doing.</summary>
internal sealed record TenantHealthAnswer
{
    public required bool Healthy { get; init; }

    public required long Size { get; init; }

    public required long DurableSize { get; init; }

    /// <summary>Log size that the index covers.</summary>
    public required long Indexed { get; init; }

    /// <summary>Entries behind the index.</summary>
    public required long IndexLag { get; init; }

    public required string? IndexError { get; init; }

    public required bool IndexNeedsRebuild { get; init; }

    public required long WaitingRecords { get; init; }

    public required long WaitingBytes { get; init; }

    public required string? IntakeError { get; init; }

    /// <summary>When the newest checkpoint was published.</summary>
    public DateTimeOffset? Checkpoint { get; init; }
}

/// <summary>A proof of a record, and the record.</summary>
internal sealed record ProofAnswer
{
    public required long Position { get; init; }

    /// <summary>A file as C2SP tlog-proof describes it.</summary>
    public required string Proof { get; init; }

    /// <summary>The key that the server names. Who does not trust it has the key from elsewhere.</summary>
    public required string VerifierKey { get; init; }

    /// <summary>The record's bytes.</summary>
    public required string RecordBase64 { get; init; }

    /// <summary>Positions of further records with the same id, when it was asked for by id.</summary>
    public required IReadOnlyList<long> Others { get; init; }
}

/// <summary>The newest checkpoint of the log.</summary>
internal sealed record CheckpointAnswer
{
    public required string Origin { get; init; }

    public required long Size { get; init; }

    public required string Root { get; init; }

    /// <summary>The checkpoint as it is signed, as C2SP tlog-checkpoint describes it.</summary>
    public required string Note { get; init; }

    public required string VerifierKey { get; init; }

    public DateTimeOffset? Published { get; init; }
}

/// <summary>A token, or why there is none (RFC 6749).</summary>
internal sealed record TokenAnswer
{
    [System.Text.Json.Serialization.JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("token_type")]
    public required string TokenType { get; init; }

    /// <summary>Seconds that the token is good for.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("expires_in")]
    public required long ExpiresIn { get; init; }
}

/// <summary>What an export says of itself; its SHA-256 stands in a receipt of the log.</summary>
internal sealed record ManifestAnswer
{
    /// <summary>Origin of the log.</summary>
    public required string Origin { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Format { get; init; }

    public required string Query { get; init; }

    /// <summary>Log size that was exported from.</summary>
    public required long Size { get; init; }

    /// <summary>Records.</summary>
    public required long Count { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>NDJSON: records whose line breaks between tokens became spaces.</summary>
    public required long LineBreaksReplaced { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required string Nonce { get; init; }

    /// <summary>A signed checkpoint of the log.</summary>
    public required string Checkpoint { get; init; }
}
