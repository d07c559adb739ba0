using System.Text;
using System.Text.Json;
using Annals.Archive.Ids;
using Annals.Log;
using Annals.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Archive.Tests.Intake.Live;

/// <summary>A live intake over a log alone, on a disk and a clock of its own.</summary>
internal sealed class LiveFixture : IAsyncDisposable
{
    public static readonly AppendOrigin Client = new(new Actor("collector") { Id = "c-1", Type = "client" });

    private readonly TestFolder folder = new();
    private readonly NoteSigner signer = NoteSigner.Create("log.example.org", new byte[32]);
    private readonly KnownIds ids;

    public LiveFixture(LiveIntakeOptions? options = null)
    {
        var identity = new RecordIdentity(new KeyedHash(new byte[32]));
        Log = RecordLog.Create(Disk, folder.File("log"), signer, new Receipt("test", new Actor("tester")).ToEntry(identity, Time.GetUtcNow()), new LogOptions(), Time);
        ids = new KnownIds((rebuild, cancellationToken) => IdFeeder.Open(new TenantFolder(folder.File("tenant"), TenantName.Default), Guid.Empty, Log.Reader, rebuild, [], cancellationToken));
        Intake = new LiveIntake(Log, ids, identity, new ReceiptWriter(Log, ids, identity, Time), options ?? new LiveIntakeOptions(), Time);
    }

    public MovingDisk Disk { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    public RecordLog Log { get; }

    public LiveIntake Intake { get; }

    /// <summary>Id tables of the log, made durable up to here.</summary>
    public long CoveredByTables => ids.Open(rebuild: false, CancellationToken.None).CoveredSize;

    public static AppendBatch Batch(params IEnumerable<string> records)
    {
        var batch = new AppendBatch();
        foreach (var record in records)
        {
            batch.Add(Encoding.UTF8.GetBytes(record));
        }

        return batch;
    }

    public static string Record(string id, string action = "open") => $$"""{"id":"{{id}}","time":"2026-03-01T10:00:00Z","action":"{{action}}"}""";

    public Task<AppendResult[]> AppendAsync(params IEnumerable<string> records) => AppendAsync(Client, records);

    public Task<AppendResult[]> AppendAsync(AppendOrigin origin, params IEnumerable<string> records) =>
        Intake.AppendAsync(Batch(records), origin, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public string Text(long position) => Encoding.UTF8.GetString(Log.Reader.ReadRecord(position).Payload.Span);

    /// <summary>The receipts in the log but for the first.</summary>
    public List<JsonElement> Receipts()
    {
        var receipts = new List<JsonElement>();
        for (var position = 1L; position < Log.Size; position++)
        {
            var record = Log.Reader.ReadRecord(position);
            if (record.Entry.Kind == EntryKind.System)
            {
                receipts.Add(JsonDocument.Parse(record.Payload).RootElement.Clone());
            }
        }

        return receipts;
    }

    public async ValueTask DisposeAsync()
    {
        Disk.Release();
        await Intake.DisposeAsync();
        ids.Dispose();
        Log.Dispose();
        Disk.Dispose();
        signer.Dispose();
        folder.Dispose();
    }
}
