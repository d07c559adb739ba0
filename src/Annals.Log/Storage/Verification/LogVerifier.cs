using Annals.Log.Storage;

namespace Annals.Log;

/// <summary>
/// Recomputes everything a log claims: checksums, commitments, entries, tree, root and signature, and accounts for every
/// byte of its files. Takes no lock and changes nothing; a writer may run.
/// </summary>
public static class LogVerifier
{
    /// <summary>Verifies the log of a folder.</summary>
    /// <param name="folder">Folder of the log.</param>
    /// <param name="verifier">Key of the log.</param>
    /// <param name="options">Threads, progress and evidence from outside.</param>
    /// <param name="cancellationToken">Stops between bundles.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Verification Verify(string folder, NoteVerifier verifier, VerifyOptions? options = null, CancellationToken cancellationToken = default) =>
        Verify(OsDisk.Instance, folder, verifier, options ?? new VerifyOptions(), cancellationToken);

    /// <summary>Verifies the log of a folder against one older checkpoint from outside.</summary>
    /// <param name="olderCheckpoint">The signed note.</param>
    /// <param name="folder">Folder of the log.</param>
    /// <param name="verifier">Key of the log.</param>
    /// <param name="cancellationToken">Stops between bundles.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Verification VerifyAgainst(ReadOnlyMemory<byte> olderCheckpoint, string folder, NoteVerifier verifier, CancellationToken cancellationToken = default) =>
        Verify(folder, verifier, new VerifyOptions { OlderCheckpoints = [olderCheckpoint] }, cancellationToken);

    internal static Verification Verify(ILogDisk disk, string folder, NoteVerifier verifier, VerifyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        var first = new VerificationRun(disk, folder, verifier, options, cancellationToken).Run();

        // A writer may have changed files between two looks at them: only what is seen twice convicts.
        return first is Verification.Broken { WasClean: false }
            ? new VerificationRun(disk, folder, verifier, options, cancellationToken).Run()
            : first;
    }
}
