namespace Annals.Server.Observability;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Kind">What, a stable word such as <c>disk-space</c>.</param>
/// <param name="Subject">Of which tenant, or empty for the whole server.</param>
/// <param name="Message">A sentence for the operator, with what to do. Holds no content of a record.</param>
internal sealed record Finding(string Kind, string Subject, string Message);

/// <summary>Looks for one kind of trouble. Called every half minute and by readiness probes, so it must be quick.</summary>
internal interface ICheck
{
    /// <summary>What the check looks at, a stable word.</summary>
    string Kind { get; }

    /// <summary>Whether the server is not ready for requests while something is wrong, rather than only raising an alarm.</summary>
    bool DecidesReadiness => true;

    /// <summary>What is wrong now; nothing when all is well.</summary>
    IEnumerable<Finding> Findings();
}
