using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;

namespace Annals.Server.Api.Exports;

/// <summary>
/// Leaves one receipt for each download. A download that is fetched in pieces, or goes on after a break, is one: requests for a later part join the one that the caller began within
/// the last hour.
/// </summary>
internal sealed class DownloadReceipts(TimeProvider time)
{
    /// <summary>Downloads that are remembered; the ones not used for longest are forgotten first, and then leave a receipt again.</summary>
    private const int DownloadsMax = 1_000;

    private static readonly TimeSpan IdleMax = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Caller, Guid Export), (long LastUsed, Task<ReadTicket> Receipt)> downloads = [];

    /// <summary>Leaves the receipt, unless this is a further part of a download that has one. Durable on return.</summary>
    /// <param name="caller">Who downloads.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="job">What is downloaded.</param>
    /// <param name="isLaterPart">Whether only a part is asked for that does not hold the file's beginning.</param>
    /// <exception cref="RequestException">The archive takes no receipt now, so nothing is given.</exception>
    public async Task LeaveAsync(Caller caller, Tenant tenant, ExportJob job, bool isLaterPart)
    {
        var key = (caller.Id, job.Id);
        Task<ReadTicket> receipt;
        lock (gate)
        {
            Forget();
            receipt = isLaterPart && downloads.TryGetValue(key, out var begun) && !begun.Receipt.IsFaulted
                ? begun.Receipt
                : Task.Run(() => tenant.BeginVendorRead(caller.Actor(), "export.download", job.Id.ToString(), details => details.WriteString("format"u8, ExportFiles.ExtensionOf(job.Format))));
            downloads[key] = (time.GetTimestamp(), receipt);
        }

        await receipt;
    }

    private void Forget()
    {
        foreach (var (key, _) in downloads.Where(pair => time.GetElapsedTime(pair.Value.LastUsed) > IdleMax).ToList())
        {
            downloads.Remove(key);
        }

        if (downloads.Count >= DownloadsMax)
        {
            downloads.Remove(downloads.MinBy(pair => pair.Value.LastUsed).Key);
        }
    }
}
