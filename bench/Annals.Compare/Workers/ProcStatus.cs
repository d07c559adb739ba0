using System.Globalization;

namespace Annals.Compare.Workers;

/// <summary>Memory of a process as the kernel counts it.</summary>
internal static class ProcStatus
{
    private const string Peak = "VmHWM:";

    /// <summary>Most resident memory of a process so far; 0 when it has ended.</summary>
    public static long PeakBytes(int process)
    {
        try
        {
            foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")))
            {
                if (line.StartsWith(Peak, StringComparison.Ordinal))
                {
                    return 1024 * long.Parse(line.AsSpan(Peak.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
                }
            }
        }
        catch (IOException)
        {
            // It ended between two reads.
        }

        return 0;
    }
}
