using System.Reflection;
using Annals.Archive;
using Annals.Log;

namespace Annals.Compare.Engines;

/// <summary>Annals, through its libraries. Questions leave receipts, as they do for everybody.</summary>
internal sealed class AnnalsEngine(string folder) : IEngine
{
    private const int VerifyRounds = 3;
    private const int ProofCount = 200;
    private const int ProofForUserCount = 50;
    private const int AppendCount = 300;

    private readonly TenantFolder place = new DataFolder(folder).Tenant(TenantName.Parse("default"));
    private Tenant? tenant;

    public async Task LoadAsync(string file, CancellationToken cancellationToken)
    {
        TenantCreator.Create(new DataFolder(folder), place.Name, null, TimeProvider.System);
        await (await OpenAsync(cancellationToken)).ImportAsync([IntakeSource.OfFile(file)], new IntakeOptions(), cancellationToken);
    }

    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        Task.FromResult($"Annals {typeof(Tenant).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}");

    public async Task<IReadOnlyDictionary<string, long>> SizesAsync(CancellationToken cancellationToken)
    {
        var filters = Directory.EnumerateFiles(place.Segments, "*.find").ToArray();
        return new Dictionary<string, long>
        {
            [SizePart.Whole] = await DiskUse.OfAsync([place.Path], cancellationToken),
            ["log"] = await DiskUse.OfAsync([.. Directory.EnumerateFiles(place.Segments).Except(filters), Path.Combine(place.Path, "wal")], cancellationToken),
            ["columns"] = await DiskUse.OfAsync([place.Index, place.Index + ".wal"], cancellationToken),
            ["word filters"] = await DiskUse.OfAsync(filters, cancellationToken),
            ["id tables"] = await DiskUse.OfAsync([place.Ids], cancellationToken),
        };
    }

    public async Task<Answer?> AskAsync(Question question, Subject subject, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        return question switch
        {
            Question.Newest => Rows(open, $"actor:\"{subject.User}\"", cancellationToken),
            Question.Histogram => Hours(open, cancellationToken),
            Question.Phrase => Rows(open, $"\"{subject.Phrase}\"", cancellationToken),
            _ => null,
        };
    }

    public async Task<IReadOnlyList<double>> SeriesAsync(Series series, string file, CancellationToken cancellationToken) => series switch
    {
        Series.Verify => Timing.Each(VerifyRounds, _ => Verify(cancellationToken)),
        Series.Proof => Proofs(),
        Series.ProofForUser => ProofsForUser(await OpenAsync(cancellationToken)),
        Series.Append => Appends(file),
        _ => [],
    };

    public void Dispose() => tenant?.Dispose();

    private static Answer Rows(Tenant open, string query, CancellationToken cancellationToken)
    {
        var answer = Answer.None;
        var page = open.Search(open.Parse(query), Answer.PageSize, null, cancellationToken);
        foreach (var (row, record) in page.Rows.Zip(open.Read(page, cancellationToken)))
        {
            if (record.Payload.IsEmpty || record.Position != row.Position)
            {
                throw new InvalidOperationException($"The record at #{row.Position} has no bytes.");
            }

            answer = answer.With(row.OccurredMicros ?? 0);
        }

        return answer;
    }

    private static Answer Hours(Tenant open, CancellationToken cancellationToken) =>
        open.Histogram(open.Parse(string.Empty), TimeSpan.FromHours(1), cancellationToken).Buckets
            .Aggregate(Answer.None, (answer, bucket) => answer.WithHour(bucket.FromMicros, bucket.Count));

    private void Verify(CancellationToken cancellationToken)
    {
        if (new TenantVerification(place).Verify(new VerifyOptions(), cancellationToken) is not Verification.Consistent and { } verdict)
        {
            throw new InvalidOperationException($"The verification failed: {verdict.Text}");
        }
    }

    private IReadOnlyList<double> Proofs()
    {
        using var snapshot = new TenantVerification(place).OpenSnapshot();
        var positions = Positions(snapshot.Size);
        return Timing.Each(ProofCount, i =>
        {
            var record = snapshot.ReadRecord(positions[i]);
            RecordProof.Write(snapshot, positions[i], snapshot.ReadEntryBytes(positions[i]), record.Salt, snapshot.Note);
        });
    }

    private static IReadOnlyList<double> ProofsForUser(Tenant open)
    {
        var positions = Positions(open.Size);
        return Timing.Each(ProofForUserCount, i => open.Prove(positions[i]));
    }

    private static long[] Positions(long size)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, ProofCount).Select(_ => random.NextInt64(1, size))];
    }

    /// <summary>In a log of its own, so that the answers stay as they are.</summary>
    private IReadOnlyList<double> Appends(string file)
    {
        var path = Path.Combine(folder, "append");
        Directory.CreateDirectory(path);
        var random = new Random(1);
        var lines = File.ReadLines(file).Take(AppendCount).Select(System.Text.Encoding.UTF8.GetBytes).ToArray();
        using var signer = NoteSigner.Create("example.org/log", NoteSigner.NewSeed());
        using var log = RecordLog.Create(path, signer, EntryOf(lines[0]), new LogOptions(), TimeProvider.System);
        return Timing.Each(AppendCount, i => log.Append([EntryOf(lines[i])]));

        NewEntry EntryOf(byte[] record) => new()
        {
            Kind = EntryKind.Record,
            EventTimeMicros = Entry.UnknownTime,
            RecordId = new Digest16((ulong)random.NextInt64(), (ulong)random.NextInt64()),
            Payload = record,
        };
    }

    private async Task<Tenant> OpenAsync(CancellationToken cancellationToken) =>
        tenant ??= await Tenant.OpenAsync(place, new TenantOptions { Actor = new Actor("bench") }, TimeProvider.System, cancellationToken);
}
