using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Annals.Archive;
using Annals.Records.Events;
using Annals.Sources.Import;

namespace Annals.Cli.Archives.Remote;

/// <summary>
/// Imports files over the server: records are cut out of them here and their exact bytes are sent in batches. The next batch is read while one is on its way; they are sent
/// one after the other, so that the order of the files is kept. Sending a batch again is harmless, since a record is stored once.
/// </summary>
internal sealed class RemoteImport(RemoteArchive archive, ServerConnection server, IntakeOptions options)
{
    /// <summary>Bytes of records that are sent together, unless a single one is longer.</summary>
    private const int BatchBytes = 4 << 20;

    private readonly IntakeSummary summary = new();
    private readonly EventSlices slices = new();
    private string? decodedAs;
    private Batch filling = new();

    /// <summary>The batch that is on its way; its result counts its verdicts, on the thread that reads the files.</summary>
    private Task<Action> sending = Task.FromResult<Action>(() => { });

    public async Task<IntakeSummary> RunAsync(IReadOnlyList<IntakeSource> sources, CancellationToken cancellationToken)
    {
        // As the server does: a client of one source appends to that one.
        decodedAs = options.SourceName ?? ((await archive.MeAsync(cancellationToken)).Sources is [var only] && !SourceNames.IsReserved(only) ? only : null);
        try
        {
            foreach (var source in sources)
            {
                await ReadAsync(source, cancellationToken);
            }

            await PassOnAsync(cancellationToken);
            (await sending)();
        }
        finally
        {
            // After a failure too, nothing goes on behind the command's back.
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        summary.Size = (await archive.TenantAsync(cancellationToken)).Size;
        return summary;
    }

    private async Task ReadAsync(IntakeSource source, CancellationToken cancellationToken)
    {
        await using var stream = source.Open();
        foreach (var batch in FileImporter.Read(stream, source.Name, ImportOptions.Default, cancellationToken))
        {
            using (batch)
            {
                await TakeAsync(batch, cancellationToken);
                options.Progress?.Invoke(new IntakeProgress(source.Name, batch.BytesRead, source.Length, summary.Total.Read + filling.Count, Durable: 0));
            }
        }
    }

    private async Task TakeAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var refusals = new List<ImportRefusal>(batch.Refusals);
        for (var i = 0; i < batch.Count; i++)
        {
            var record = batch.Record(i);
            if (slices.Read(record.Span, decodedAs) is { } fault)
            {
                refusals.Add(new ImportRefusal(batch.Place(i), $"{fault.Reason} (at byte {fault.Offset} of the record)"));
                continue;
            }

            if (filling.Count > 0 && filling.Bytes + record.Length > BatchBytes)
            {
                await PassOnAsync(cancellationToken);
            }

            filling.Add(record.Span, slices.Source, batch.Place(i));
        }

        foreach (var refusal in refusals.OrderBy(refusal => refusal.Place.Line))
        {
            Refuse(refusal);
        }
    }

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        if (filling.Count > 0)
        {
            (await sending)();
            var full = filling;
            filling = new Batch();
            sending = SendAsync(full, cancellationToken);
        }
    }

    private async Task<Action> SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        var attempts = 0;
        var size = (await archive.TenantAsync(cancellationToken)).Size;
        using var answer = await server.SendAsync(
            () =>
            {
                attempts++;
                return batch.ToRequest("v1/records?verdicts=problems" + (options.SourceName is { } source ? "&source=" + Uri.EscapeDataString(source) : ""));
            },
            cancellationToken);
        if (answer.StatusCode != HttpStatusCode.UnprocessableEntity)
        {
            await server.RefuseErrorAsync(answer, cancellationToken);
        }

        var verdicts = await server.ReadBodyAsync(answer, ServerJson.Default.AppendAnswer, cancellationToken);
        return () => Count(batch, verdicts, attempts > 1 ? size : long.MaxValue);
    }

    /// <summary>Adds up the verdicts.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="answer">Verdicts of the records that were not simply stored.</param>
    /// <param name="ownFrom">When an earlier attempt was broken off: what stands from this position on was stored by it, though it is called a duplicate now.</param>
    private void Count(Batch batch, AppendAnswer answer, long ownFrom)
    {
        if (answer.Read != batch.Count)
        {
            throw server.Unreadable();
        }

        var own = new HashSet<long>();
        var verdicts = answer.Verdicts.ToDictionary(verdict => verdict.Index);
        for (var i = 0; i < batch.Count; i++)
        {
            var (source, place) = batch.Origin(i);
            switch (verdicts.GetValueOrDefault(i))
            {
                case null:
                case { Verdict: "duplicate", Position: { } position } when position >= ownFrom && own.Add(position):
                    summary.Add(source, new IntakeCounts(1, 1, 0, 0, 0));
                    break;
                case { Verdict: "variant" or "hiddenVariant" }:
                    summary.Add(source, new IntakeCounts(1, 1, 0, 1, 0));
                    break;
                case { Verdict: "refused", Reason: var reason }:
                    Refuse(new ImportRefusal(place, reason ?? "The server gave no reason."));
                    break;
                default:
                    summary.Add(source, new IntakeCounts(1, 0, 1, 0, 0));
                    break;
            }
        }
    }

    private void Refuse(ImportRefusal refusal)
    {
        options.Refused?.Invoke(refusal);
        summary.AddRefused(1);
    }

    /// <summary>Records that travel together, as a JSON array of their exact bytes.</summary>
    private sealed class Batch
    {
        private readonly ArrayBufferWriter<byte> body = new(1 << 16);
        private readonly List<(string Source, ImportPlace Place)> origins = [];

        public int Count => origins.Count;

        public int Bytes => body.WrittenCount;

        public (string Source, ImportPlace Place) Origin(int index) => origins[index];

        public void Add(ReadOnlySpan<byte> record, string source, ImportPlace place)
        {
            body.Write(origins.Count == 0 ? "["u8 : ","u8);
            body.Write(record);
            origins.Add((source, place));
        }

        public HttpRequestMessage ToRequest(string path)
        {
            var content = new ArrayContent(body.WrittenMemory);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        }
    }

    /// <summary>The array with its end, without a copy of the records.</summary>
    private sealed class ArrayContent(ReadOnlyMemory<byte> records) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(records);
            await stream.WriteAsync("]"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = records.Length + 1L;
            return true;
        }
    }
}
