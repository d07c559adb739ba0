using Annals.Archive;
using Microsoft.Extensions.Options;

namespace Annals.Server.Observability;

/// <summary>Free space where the data folder lies.</summary>
internal sealed class DiskSpaceCheck(DataFolder data, IOptions<TelemetryOptions> options) : ICheck
{
    public string Kind => "disk-space";

    /// <summary>Bytes that can still be written; null when the system does not tell.</summary>
    public long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(data.Path)).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IEnumerable<Finding> Findings()
    {
        if (FreeBytes() is { } free && free < options.Value.DiskFreeBytesMin)
        {
            yield return new Finding(Kind, "", $"{free >> 20} MiB are free on the disk of the data folder; {options.Value.DiskFreeBytesMin >> 20} MiB are wanted (Telemetry:DiskFreeBytesMin). Make room before records are refused.");
        }
    }
}
