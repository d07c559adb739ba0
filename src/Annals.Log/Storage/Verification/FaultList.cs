namespace Annals.Log.Storage;

/// <summary>Collects faults from several threads; neighbouring positions with the same reason become one fault.</summary>
internal sealed class FaultList(LogFolder folder)
{
    private readonly Lock gate = new();
    private readonly List<LogFault> faults = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return faults.Count;
            }
        }
    }

    public void Add(string path, long offset, string reason, long first = -1, long last = -1)
    {
        var file = folder.Relative(path);
        lock (gate)
        {
            if (first >= 0 && faults.Count > 0 && faults[^1] is var previous
                && previous.File == file && previous.Reason == reason && previous.Last == first - 1 && previous.First >= 0)
            {
                faults[^1] = previous with { Last = last };
                return;
            }

            faults.Add(new LogFault(file, offset, first, last, reason));
        }
    }

    public void Add(LogCorruptException e, long first = -1, long last = -1) => Add(e.File, e.Offset, e.Reason, first, last);

    public List<LogFault> ToList()
    {
        lock (gate)
        {
            return [.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.First).ThenBy(fault => fault.Offset)];
        }
    }
}
