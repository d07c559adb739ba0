using Annals.Sources.Samples;

namespace Annals.Compare;

/// <summary>The file that every engine loads.</summary>
internal static class SampleFile
{
    /// <summary>The same records in every run.</summary>
    private const ulong Seed = 20260301;

    private static readonly DateTimeOffset From = new(2025, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset To = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static SampleGenerator Generator(long count) => new(new SampleOptions { Seed = Seed, Count = count, From = From, To = To });

    /// <summary>Writes the file unless it is there already.</summary>
    public static void Ensure(string path, long count, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            return;
        }

        var draft = path + ".new";
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 20 }))
        {
            Generator(count).WriteTo(file, null, cancellationToken);
        }

        File.Move(draft, path);
    }
}
