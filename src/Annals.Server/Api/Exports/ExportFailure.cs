using System.Runtime.InteropServices;
using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Server.Api.Exports;

/// <summary>Why an export failed, in words for its owner: without paths of the server and without anything that stands in records.</summary>
internal static class ExportFailure
{
    private const int UnixDiskFull = 28;
    private const int WindowsDiskFull = 112;

    public static string ReasonOf(Exception failure) => failure switch
    {
        ExportRefusedException or ArchiveException => failure.Message,
        QuerySyntaxException => "The query cannot be read any more. Ask for the export again.",
        _ when IsDiskFull(failure) => "The server's disk is full. Remove exports that are not needed, or ask an administrator for room.",
        IOException or IndexDamagedException => "Reading the archive or writing the file failed. The server's log says why.",
        _ => "Something went wrong in the server. Its log has the details under the export's id.",
    };

    /// <summary>Whether the message says all there is; else the place matters, and the message may hold anything.</summary>
    public static bool IsExpected(Exception failure) => failure is ExportRefusedException or ArchiveException or IOException or IndexDamagedException;

    private static bool IsDiskFull(Exception failure)
    {
        var number = OperatingSystem.IsWindows() ? WindowsDiskFull : UnixDiskFull;
        return failure is IndexDamagedException { IsDiskFull: true }
            || (failure is IOException && ((failure.HResult & 0xffff) == number || failure.Message.Contains(Marshal.GetPInvokeErrorMessage(number), StringComparison.Ordinal)));
    }
}
