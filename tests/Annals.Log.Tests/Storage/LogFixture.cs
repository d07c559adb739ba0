using System.Globalization;
using System.Text;
using Annals.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Log.Tests.Storage;

/// <summary>A log in a temporary folder with a key and a clock of its own.</summary>
internal sealed class LogFixture : IDisposable
{
    private readonly TestFolder folder = new();

    public LogFixture()
    {
        Signer = NoteSigner.Create("example.com/log/tests", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    public string Path => System.IO.Path.Combine(folder.Path, "log");

    public NoteSigner Signer { get; }

    public NoteVerifier Verifier => Signer.Verifier;

    public FakeTimeProvider Time { get; }

    public LogOptions Options { get; init; } = new();

    public RecordLog Create() => RecordLog.Create(Path, Signer, Entry(0, "{\"tenant\":\"example\"}", EntryKind.System), Options, Time);

    public RecordLog Open(string? path = null) => RecordLog.Open(path ?? Path, Signer, Options, Time);

    /// <summary>A new path for a copy of the log.</summary>
    public string Sibling(string name) => folder.File(name);

    /// <summary>A copy of the log's files as they are now, without the lock.</summary>
    public string Copy(string name)
    {
        var target = Sibling(name);
        CopyTree(Path, target);
        return target;
    }

    public static void CopyTree(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            if (System.IO.Path.GetFileName(file) == "lock")
            {
                continue;
            }

            var to = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }

    public static byte[] Payload(int number) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"Id":"{{number:x8}}","Operation":"FileAccessed","UserId":"user{{number % 97}}@example.com","n":{{number}}}"""));

    public static NewEntry Entry(int number) => Entry(number, Payload(number));

    public static NewEntry Entry(int number, string payload, EntryKind kind = EntryKind.Record) => Entry(number, Encoding.UTF8.GetBytes(payload), kind);

    public static NewEntry Entry(int number, byte[] payload, EntryKind kind = EntryKind.Record) => new()
    {
        Kind = kind,
        EventTimeMicros = 1_700_000_000_000_000 + (number * 1_000_000L),
        SourceId = new Digest16(1, 2),
        RecordId = new Digest16((ulong)number, 7),
        Intake = number % 3 == 0 ? number : null,
        First = number % 50 == 7 ? number - 1 : null,
        Value = number % 50 == 7 ? new Digest16(9, (ulong)number) : null,
        Payload = payload,
    };

    public static NewEntry[] Entries(int from, int count) => Enumerable.Range(from, count).Select(Entry).ToArray();

    /// <summary>Position p holds the record made from number p, and position 0 the first entry.</summary>
    public static void AssertHolds(ILogReader reader, int size)
    {
        Assert.Equal(size, reader.Size);
        var next = 0L;
        foreach (var info in reader.Frames(0, size))
        {
            Assert.Equal(next, info.First);
            next += info.Count;
            using var frame = reader.OpenFrame(info);
            for (var i = 0; i < frame.Count; i++)
            {
                var position = (int)frame.First + i;
                if (position > 0)
                {
                    Assert.True(frame.Record(i).SequenceEqual(Payload(position)), $"payload of #{position}");
                }

                var entry = reader.ReadEntry(position);
                Assert.Equal(position, (long)entry.RecordId.High);
                Assert.True(new PayloadSeal(frame.Salt(i), entry.Commitment).Fits(frame.Record(i)));
            }
        }

        Assert.Equal(size, next);
    }

    public void Dispose()
    {
        Signer.Dispose();
        folder.Dispose();
    }
}
