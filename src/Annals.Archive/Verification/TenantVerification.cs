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
    /// <exception cref="ArchiveException">There is no such tenant, the file cannot be read as a description, or the folder bears another tenant's name.</exception>
    public TenantDescription Description => field ??= folder.Exists
        ? TenantDescription.Of(folder)
        : throw new ArchiveException($"There is no tenant \"{folder.Name}\" in \"{folder.Path}\".");

    /// <summary>Public key of the log.</summary>
    public NoteVerifier Key => NoteVerifier.Parse(Description.VerifierKey);

    /// <summary>Opens the log up to its published checkpoint.</summary>
    public LogSnapshot OpenSnapshot() => LogSnapshot.Open(folder.Path, Key);

    /// <summary>Recomputes everything: commitments, entries, tree, checkpoint, that tenant.json is what position 0 holds, and that the folder bears its name.</summary>
    /// <param name="options">Progress, workers, older checkpoints to compare with.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    public Annals.Log.Verification Verify(VerifyOptions options, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            throw new ArchiveException($"There is no tenant \"{folder.Name}\" in \"{folder.Path}\".");
        }

        var (description, unreadable) = ReadDescription();
        if (description is null)
        {
            return new Annals.Log.Verification.Broken([unreadable!], IsRootProven: false);
        }

        var key = NoteVerifier.Parse(description.VerifierKey);
        var verification = LogVerifier.Verify(folder.Path, key, options, cancellationToken);
        LogFault[] faults = [.. new[] { DescriptionFault(key), NameFault(description) }.OfType<LogFault>()];
        return faults.Length == 0
            ? verification
            : verification switch
            {
                Annals.Log.Verification.Broken broken => broken with { Faults = [.. faults, .. broken.Faults] },
                _ => new Annals.Log.Verification.Broken(faults, IsRootProven: true)
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
    private (TenantDescription? Description, LogFault? Fault) ReadDescription()
    {
        try
        {
            return (TenantDescription.Parse(File.ReadAllBytes(folder.Description), folder.Description), null);
        }
        catch (ArchiveException e)
        {
            return (null, new LogFault(Path.GetFileName(folder.Description), -1, -1, -1, e.Message.TrimEnd('.')));
        }
    }

    /// <summary>A folder under another tenant's name would be taken for that tenant, and its key for the other's.</summary>
    private LogFault? NameFault(TenantDescription description) => description.MisnamedFolder(folder) is { } fault
        ? new LogFault(Path.GetFileName(folder.Description), -1, -1, -1, $"the folder \"{folder.Path}\" {fault.TrimEnd('.')}")
        : null;

    private LogFault? DescriptionFault(NoteVerifier key)
    {
        try
        {
            using var snapshot = LogSnapshot.Open(folder.Path, key);
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
