using System.Text.Json.Serialization;

namespace Annals.Server.GenesysCloud;

/// <summary>States of an asynchronous query, named as the vendor names them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditQueryState>))]
internal enum AuditQueryState
{
    /// <summary>Waits for others.</summary>
    Queued,

    /// <summary>Its answer is being made sure of.</summary>
    Running,

    /// <summary>Its results can be paged.</summary>
    Succeeded,

    /// <summary>It ended with an error; there are no results.</summary>
    Failed,

    /// <summary>It was given up: it took too long, or its client was removed.</summary>
    Cancelled,
}
