using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>DuckDB refused or failed; the message is its own.</summary>
internal sealed class DuckException(string message, DuckDBErrorType kind) : Exception(message)
{
    public DuckDBErrorType Kind { get; } = kind;

    /// <summary>Whether the call was ended by <see cref="DuckConnection.Interrupt"/>.</summary>
    public bool IsInterrupt => Kind == DuckDBErrorType.Interrupt || Message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase);
}
