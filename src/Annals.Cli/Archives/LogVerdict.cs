using Annals.Cli.Archives.Remote;
using Annals.Cli.Shell;
using Annals.Log;

namespace Annals.Cli.Archives;

/// <summary>What a verification found, here or at a server.</summary>
/// <param name="IsGood">Whether everything fits.</param>
/// <param name="Text">The verdict in words.</param>
/// <param name="Size">Entries that were looked at.</param>
/// <param name="Erased">Entries whose record was erased.</param>
/// <param name="Faults">What does not fit; of a server's verification the first 100.</param>
/// <param name="Remarks">What is worth saying and no damage.</param>
internal sealed record LogVerdict(bool IsGood, string Text, long Size, long Erased, IReadOnlyList<LogFault> Faults, IReadOnlyList<string> Remarks)
{
    public static LogVerdict Of(Verification result) =>
        new(result is Verification.Consistent, result.Text, result.Size, result.ErasedCount, (result as Verification.Broken)?.Faults ?? [], result.Remarks);

    /// <exception cref="CommandException">The server came to no verdict.</exception>
    public static LogVerdict Of(VerificationAnswer answer) => answer is { Good: { } isGood, Verdict: { } text }
        ? new(isGood, text, answer.Size, answer.Erased, [.. answer.Faults.Select(fault => new LogFault(fault.File, fault.Offset ?? -1, fault.First ?? -1, fault.Last ?? -1, fault.Reason))], answer.Remarks)
        : throw CommandException.Trouble($"The server came to no verdict. {answer.Reason}");
}
