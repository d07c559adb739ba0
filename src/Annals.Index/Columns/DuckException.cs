using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>DuckDB refused or failed; the message is its own.</summary>
internal sealed class DuckException(string message, DuckDBErrorType kind) : Exception(message)
{
    private const int UnixDiskFull = 28;
    private const int WindowsDiskFull = 112;

    public DuckDBErrorType Kind { get; } = kind;

    /// <summary>Whether the call was ended by <see cref="DuckConnection.Interrupt"/>.</summary>
    public bool IsInterrupt => Kind == DuckDBErrorType.Interrupt || Message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there was no room on the disk. DuckDB passes no number of an error on, only the text that the system has for it.</summary>
    public bool IsDiskFull => Message.Contains(Marshal.GetPInvokeErrorMessage(OperatingSystem.IsWindows() ? WindowsDiskFull : UnixDiskFull), StringComparison.Ordinal);
}
