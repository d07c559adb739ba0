using Annals.Records.Events;

namespace Annals.Index;

/// <summary>How many records ended how.</summary>
/// <param name="Success">Records of things that were done.</param>
/// <param name="Failure">Records of things that were refused or went wrong.</param>
/// <param name="Partial">Records of things that were done in part.</param>
/// <param name="Warning">Records of things that were done with something wrong.</param>
/// <param name="Unknown">Records that do not say.</param>
public readonly record struct OutcomeCounts(long Success, long Failure, long Partial, long Warning, long Unknown)
{
    /// <summary>Number of records.</summary>
    public long Total => Success + Failure + Partial + Warning + Unknown;

    internal OutcomeCounts Plus(Outcome outcome, long count) => outcome switch
    {
        Outcome.Success => this with { Success = Success + count },
        Outcome.Failure => this with { Failure = Failure + count },
        Outcome.Partial => this with { Partial = Partial + count },
        Outcome.Warning => this with { Warning = Warning + count },
        _ => this with { Unknown = Unknown + count },
    };
}
