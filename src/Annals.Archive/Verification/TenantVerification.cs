using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// What needs no lock and no secret: the published checkpoint, the public key, verification of everything, publishing. Works
/// beside a running writer and on a folder that cannot be written.
/// </summary>
/// <param name="folder">The tenant.</param>
public sealed class TenantVerification(TenantFolder folder)
{
    /// <summary>The tenant's description as its file says.</summary>
    /// <exception cref="ArchiveException">There is no such tenant, or the file cannot be read as a description.</exception>
    public TenantDescription Description => field ??= folder.Exists
        ? TenantDescription.Parse(File.ReadAllBytes(folder.Description), folder.Description)
        : throw new ArchiveException($"There is no tenant \"{folder.Name}\" in \"{folder.Path}\".");

    /// <summary>Public key of the log.</summary>
    public NoteVerifier Key => NoteVerifier.Parse(Description.VerifierKey);

    /// <summary>Opens the log up to its published checkpoint.</summary>
    public LogSnapshot OpenSnapshot() => LogSnapshot.Open(folder.Path, Key);

    /// <summary>Recomputes everything: commitments, entries, tree, checkpoint, and that tenant.json is what position 0 holds.</summary>
    /// <param name="options">Progress, workers, older checkpoints to compare with.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    public Annals.Log.Verification Verify(VerifyOptions options, CancellationToken cancellationToken)
    {
        if (folder.Exists && UnreadableDescription() is { } unreadable)
        {
            return new Annals.Log.Verification.Broken([unreadable], IsRootProven: false);
        }

        var verification = LogVerifier.Verify(folder.Path, Key, options, cancellationToken);
        return DescriptionFault() is not { } fault
            ? verification
            : verification switch
            {
                Annals.Log.Verification.Broken broken => broken with { Faults = [fault, .. broken.Faults] },
                _ => new Annals.Log.Verification.Broken([fault], IsRootProven: true)
                {
                    Size = verification.Size,
                    Checkpoint = verification.Checkpoint,
                    ErasedCount = verification.ErasedCount,
                    WasClean = verification.WasClean,
                    Remarks = verification.Remarks,
                },
            };
    }

    /// <summary>Without the key in the description nothing else can be checked.</summary>
    private LogFault? UnreadableDescription()
    {
        try
        {
            _ = Description;
            return null;
        }
        catch (ArchiveException e)
        {
            return new LogFault(Path.GetFileName(folder.Description), -1, -1, -1, e.Message.TrimEnd('.'));
        }
    }

    private LogFault? DescriptionFault()
    {
        try
        {
            using var snapshot = OpenSnapshot();
            var stored = snapshot.Size > 0 ? TenantReceipts.DescriptionIn(snapshot.ReadRecord(0)) : null;
            return stored is not null && stored.AsSpan().SequenceEqual(File.ReadAllBytes(folder.Description))
                ? null
                : new LogFault(Path.GetFileName(folder.Description), 0, -1, -1, "it is not the file that the receipt at position 0 holds");
        }
        catch (IOException)
        {
            // The log cannot be read there; the verification of the log says so.
            return null;
        }
    }
}
