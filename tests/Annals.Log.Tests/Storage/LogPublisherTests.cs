namespace Annals.Log.Tests.Storage;

public sealed class LogPublisherTests
{
    [Fact]
    public void A_published_log_leads_from_its_entries_to_its_signed_root()
    {
        using var fixture = new LogFixture();
        using var log = fixture.Create();
        var target = fixture.Sibling("public");
        var size = 1;
        foreach (var added in (int[])[0, 254, 1, 1, 300, 66_000])
        {
            using (var bulk = log.BeginBulk(new BulkOptions()))
            {
                for (var i = 0; i < added; i++)
                {
                    bulk.Add(LogFixture.Entry(size++));
                }
            }

            log.PublishCheckpoint();
            using var snapshot = LogSnapshot.Open(fixture.Path, fixture.Verifier);
            var result = LogPublisher.Publish(snapshot, target);
            Assert.Equal(size, result.Size);
            CheckPublished(target, fixture.Verifier, size);
        }

        Assert.Equal(0, LogPublisher.Publish(log.Reader, log.Checkpoint, target).Resources);
    }

    [Fact]
    public void Another_log_or_an_earlier_state_is_not_published_over_a_published_one()
    {
        using var fixture = new LogFixture();
        var target = fixture.Sibling("public");
        SignedNote early;
        using (var log = fixture.Create())
        {
            early = log.Checkpoint;
            log.Append(LogFixture.Entries(1, 20));
            log.PublishCheckpoint();
            LogPublisher.Publish(log.Reader, log.Checkpoint, target);
            Assert.Throws<InvalidOperationException>(() => LogPublisher.Publish(log.Reader, early, target));
        }

        Directory.Delete(fixture.Path, recursive: true);
        using var other = fixture.Create();
        other.Append(LogFixture.Entries(50, 40));
        other.PublishCheckpoint();

        Assert.Throws<InvalidOperationException>(() => LogPublisher.Publish(other.Reader, other.Checkpoint, target));
    }

    private static void CheckPublished(string folder, NoteVerifier verifier, long size)
    {
        var checkpoint = Assert.IsType<CheckpointOpening.Good>(Checkpoint.Open(File.ReadAllBytes(Path.Combine(folder, "checkpoint")), verifier)).Checkpoint;
        Assert.Equal(size, checkpoint.Size);
        var range = new CompactRange();
        for (var n = 0L; n * 256 < size; n++)
        {
            var width = (int)Math.Min(256, size - (n * 256));
            var bundle = File.ReadAllBytes(Path.Combine(folder, TilePath.ForEntries(n, width).ToString()));
            var entries = new Range[width];
            EntryBundle.Decode(bundle, entries);
            foreach (var entry in entries)
            {
                range.Append(MerkleHash.Leaf(bundle.AsSpan(entry)));
            }
        }

        Assert.Equal(checkpoint.Root, range.Root());
        var tiles = new TileNodeReader(size, path => File.Exists(Path.Combine(folder, path.ToString())) ? File.ReadAllBytes(Path.Combine(folder, path.ToString())) : null);
        Assert.Equal(checkpoint.Root, CompactRange.Load(size, tiles).Root());
        foreach (var path in TileSet.Of(size))
        {
            Assert.True(File.Exists(Path.Combine(folder, path.ToString())), path.ToString());
        }
    }
}
