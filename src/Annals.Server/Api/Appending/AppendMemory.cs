using Annals.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Appending;

/// <summary>The memory that all appends together may take, from the first byte of a body until its records are durable. Thread-safe.</summary>
internal sealed class AppendMemory(IOptions<LimitOptions> limits)
{
    private long free = limits.Value.WaitingBytesMax;

    /// <summary>Takes a share.</summary>
    /// <returns>False when there is not so much left; nothing is taken then.</returns>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref free, -bytes) >= 0)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    /// <summary>Gives a share back.</summary>
    public void Give(long bytes) => Interlocked.Add(ref free, bytes);
}
