namespace Annals.Server.GenesysCloud;

/// <summary>Audits of one answer, bounded by their bytes: a single one may be larger.</summary>
internal sealed class AuditList(int bytesMax)
{
    private readonly List<ReadOnlyMemory<byte>> audits = [];
    private long bytes;

    /// <summary>What was added.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Audits => audits;

    /// <summary>Adds an audit.</summary>
    /// <exception cref="Errors.RequestException">The answer becomes too large.</exception>
    public void Add(ReadOnlyMemory<byte> audit)
    {
        bytes += audit.Length;
        if (bytes > bytesMax && audits.Count > 0)
        {
            throw TooLarge(bytesMax);
        }

        audits.Add(audit);
    }

    /// <summary>The error of an answer that would be too large.</summary>
    public static Errors.RequestException TooLarge(int bytesMax) =>
        GenesysErrors.Bad(ErrorCodes.ResponseEntityTooLarge, $"The answer would have more than {bytesMax} bytes. Ask for a smaller page, or allow a redirect to a download.");
}
