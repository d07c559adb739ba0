using System.Globalization;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Archives.Remote;

/// <summary>A tenant's archive behind a server's <c>/v1</c>.</summary>
internal sealed class RemoteArchive(ServerConnection server) : IArchive
{
    private const string SearchIdHeader = "X-Search-Id";

    /// <summary>All requests of one command are one search, with one receipt.</summary>
    private readonly Dictionary<string, string> searchId = new() { [SearchIdHeader] = Guid.NewGuid().ToString() };

    private MeAnswer? me;

    /// <summary>Who this is for the server.</summary>
    public async Task<MeAnswer> MeAsync(CancellationToken cancellationToken) => me ??= await server.GetAsync("v1/me", ServerJson.Default.MeAnswer, cancellationToken);

    public Uri Url => server.Url;

    public Task<TenantAnswer> TenantAsync(CancellationToken cancellationToken) => server.GetAsync("v1/tenant", ServerJson.Default.TenantAnswer, cancellationToken);

    public Task<CheckpointAnswer> CheckpointAsync(CancellationToken cancellationToken) => server.GetAsync("v1/checkpoint", ServerJson.Default.CheckpointAnswer, cancellationToken);

    public async Task<FoundPage> SearchAsync(SearchQuery query, int limit, string? cursor, Action<ShownRecord> found, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"v1/records?{Query(query)}&limit={limit}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
        using var answer = await server.GetAsync(path, searchId, cancellationToken);
        return await ReadRecordsAsync(answer, found, cancellationToken);
    }

    public async Task<SearchCount> CountAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var answer = await server.GetAsync($"v1/records/count?{Query(query)}", ServerJson.Default.CountAnswer, cancellationToken);
        return new SearchCount(new SearchScope(answer.Size, answer.Indexed, !answer.Partial), answer.Count);
    }

    public async Task<SearchHistogram> CountByHourAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var answer = await server.GetAsync($"v1/records/histogram?{Query(query)}&width=1h", ServerJson.Default.HistogramAnswer, cancellationToken);
        return new SearchHistogram(
            new SearchScope(answer.Size, answer.Indexed, !answer.Partial),
            [.. answer.Buckets.Select(bucket => new HistogramBucket((bucket.From - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, bucket.Count))],
            answer.Undated.Count);
    }

    public async Task<SearchFacet> FacetAsync(SearchQuery query, FacetField field, int limit, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"v1/records/facets/{field.ToString().ToLowerInvariant()}?{Query(query)}&limit={limit}");
        var answer = await server.GetAsync(path, ServerJson.Default.FacetAnswer, cancellationToken);
        return new SearchFacet(
            new SearchScope(answer.Size, answer.Indexed, !answer.Partial),
            [.. answer.Values.Select(value => new FacetValue(value.Value, value.Count))],
            answer.Others,
            answer.Missing,
            answer.Complete);
    }

    public async Task<ShownRecord?> ShowAsync(long position, CancellationToken cancellationToken)
    {
        using var answer = await server.FindAsync(string.Create(CultureInfo.InvariantCulture, $"v1/records/{position}"), headers: null, cancellationToken);
        if (answer is null)
        {
            return null;
        }

        try
        {
            return ShownRecordReader.Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            throw server.Unreadable();
        }
    }

    public async Task<IReadOnlyList<ShownRecord>> ShowAsync(string id, CancellationToken cancellationToken)
    {
        var records = new List<ShownRecord>();
        using var answer = await server.FindAsync($"v1/records/by-id?id={Uri.EscapeDataString(id)}", headers: null, cancellationToken);
        if (answer is not null)
        {
            await ReadRecordsAsync(answer, records.Add, cancellationToken);
        }

        return records;
    }

    public Task<FoundProof?> ProveAsync(long position, CancellationToken cancellationToken) =>
        ProofAsync(string.Create(CultureInfo.InvariantCulture, $"v1/records/{position}/proof"), cancellationToken);

    public Task<FoundProof?> ProveAsync(string id, CancellationToken cancellationToken) =>
        ProofAsync($"v1/records/by-id/proof?id={Uri.EscapeDataString(id)}", cancellationToken);

    public Task<IntakeSummary> ImportAsync(IReadOnlyList<IntakeSource> sources, IntakeOptions intake, CancellationToken cancellationToken) =>
        new RemoteImport(this, server, intake).RunAsync(sources, cancellationToken);

    public async Task<CollectionGap?> FindGapAsync(Guid id, CancellationToken cancellationToken)
    {
        foreach (var collector in (await server.GetAsync("v1/collectors", ServerJson.Default.CollectorsAnswer, cancellationToken)).Collectors)
        {
            var gaps = await server.GetAsync($"v1/collectors/{Uri.EscapeDataString(collector.Name)}/gaps?all=true", ServerJson.Default.GapsAnswer, cancellationToken);
            if (gaps.Gaps.FirstOrDefault(gap => gap.Id == id) is { } found)
            {
                return new CollectionGap(found.Id, new CollectionStream(collector.Name, found.Stream), found.Kind, found.From, found.To, found.Content, found.Reason, found.Opened, found.Closed, found.How);
            }
        }

        return null;
    }

    public async Task CloseGapAsync(CollectionGap gap, string how, CancellationToken cancellationToken)
    {
        using var answer = await server.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"v1/collectors/{Uri.EscapeDataString(gap.Stream.Connection)}/gaps/{gap.Id}/close")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new GapClosingRequest(how), ServerJson.Default.GapClosingRequest),
            },
            cancellationToken);
        await server.RefuseErrorAsync(answer, cancellationToken);
    }

    public Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, string path, CancellationToken cancellationToken) =>
        new RemoteExport(server, export).RunAsync(query, path, cancellationToken);

    public Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, Stream output, CancellationToken cancellationToken) =>
        new RemoteExport(server, export).RunAsync(query, output, cancellationToken);

    /// <summary>Has the server verify the whole log.</summary>
    /// <param name="older">Signed checkpoints that were kept elsewhere.</param>
    /// <param name="progress">Told how many entries were checked, and of how many.</param>
    /// <param name="cancellationToken">Ends the waiting; the server goes on.</param>
    public async Task<VerificationAnswer> VerifyAsync(IReadOnlyList<string> older, Action<long, long> progress, CancellationToken cancellationToken)
    {
        var run = await server.PostAsync("v1/verifications", new VerificationRequest(older), ServerJson.Default.VerificationRequest, ServerJson.Default.VerificationAnswer, cancellationToken);
        var poll = new Poll(server.Time);
        while (run.State == "running")
        {
            progress(run.Checked, run.Size);
            await poll.WaitAsync(cancellationToken);
            run = await server.GetAsync($"v1/verifications/{run.Id}", ServerJson.Default.VerificationAnswer, cancellationToken);
        }

        return run;
    }

    /// <summary>Follows the log: gives records that match while they arrive, and goes on where it was when the connection breaks.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="after">Position to begin behind; null for the present end of the log.</param>
    /// <param name="found">Receives each record.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public async Task FollowAsync(SearchQuery query, long? after, Action<ShownRecord> found, TimeProvider time, CancellationToken cancellationToken) =>
        await new RemoteTail(server, $"v1/tail?{Query(query)}", found, time).RunAsync(after ?? (await TenantAsync(cancellationToken)).Size - 1, cancellationToken);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Query(SearchQuery query) => "q=" + Uri.EscapeDataString(query.ToString());

    private async Task<FoundPage> ReadRecordsAsync(HttpResponseMessage answer, Action<ShownRecord> found, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var reader = new RecordsReader(body, server.Url, found);
            return await reader.ReadAsync(cancellationToken);
        }
        catch (JsonException)
        {
            throw server.Unreadable();
        }
    }

    private async Task<FoundProof?> ProofAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await server.FindAsync(path, headers: null, cancellationToken);
        if (answer is null)
        {
            return null;
        }

        var proof = await server.ReadAsync(answer, ServerJson.Default.ProofAnswer, cancellationToken);
        return new FoundProof(new ProvenRecord(proof.Position, Encoding.UTF8.GetBytes(proof.Proof), proof.RecordBase64), proof.Others, proof.VerifierKey);
    }
}
