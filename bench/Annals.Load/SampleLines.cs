using Annals.Sources.Samples;

namespace Annals.Load;

/// <summary>Records of the sample generator from a file, each given once, to any number of threads.</summary>
internal sealed class SampleLines : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"annals-load-{Guid.NewGuid():N}.ndjson");
    private readonly FileStream file;
    private readonly Lock gate = new();
    private readonly byte[] buffer = new byte[1 << 20];
    private int start;
    private int end;

    public SampleLines(long count)
    {
        var now = TimeProvider.System.GetUtcNow();
        using (var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
        {
            new SampleGenerator(new SampleOptions { Count = count, From = now - TimeSpan.FromDays(90), To = now, Seed = (ulong)Environment.ProcessId }).WriteTo(output, progress: null, CancellationToken.None);
        }

        file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan });
    }

    /// <summary>The next lines, one record each; fewer than asked for at the end.</summary>
    public (byte[] Lines, int Count) Take(int count)
    {
        var taken = new MemoryStream(count * 1200);
        var lines = 0;
        lock (gate)
        {
            while (lines < count)
            {
                var lineEnd = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
                if (lineEnd < 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    end -= start;
                    start = 0;
                    var read = file.Read(buffer, end, buffer.Length - end);
                    if (read == 0)
                    {
                        break;
                    }

                    end += read;
                    continue;
                }

                taken.Write(buffer, start, lineEnd + 1);
                start += lineEnd + 1;
                lines++;
            }
        }

        return (taken.ToArray(), lines);
    }

    public void Dispose() => file.Dispose();
}
