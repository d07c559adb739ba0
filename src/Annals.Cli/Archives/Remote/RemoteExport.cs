using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Shell;
using Annals.Index.Query;

namespace Annals.Cli.Archives.Remote;

/// <summary>Exports over the server: asks for the export, waits until its file is made, fetches file and manifest, and removes them there.</summary>
internal sealed class RemoteExport(ServerConnection server, ExportOptions options)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>How long an export that nobody waits for any more may hold up the end of the command.</summary>
    private static readonly TimeSpan TidyTime = TimeSpan.FromSeconds(5);

    /// <summary>Exports into a file with its manifest beside it; whatever happens, a file under its name is whole.</summary>
    public async Task<FinishedExport> RunAsync(SearchQuery query, string path, CancellationToken cancellationToken)
    {
        FinishedExport? finished = null;
        await new ExportFile(path).WriteAsync(async partial =>
        {
            await using var file = new FileStream(partial, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
            finished = await RunAsync(query, file, cancellationToken);
            file.Flush(flushToDisk: true);
            return finished.Manifest;
        });
        return finished!;
    }

    /// <summary>Exports to a stream.</summary>
    public async Task<FinishedExport> RunAsync(SearchQuery query, Stream output, CancellationToken cancellationToken)
    {
        var export = await server.PostAsync(
            "v1/exports",
            new ExportRequest(query.ToString(), options.Format.ToString().ToLowerInvariant(), options.Guard),
            ServerJson.Default.ExportRequest,
            ServerJson.Default.ExportAnswer,
            cancellationToken);
        try
        {
            await FinishAsync(export, cancellationToken);
            return await FetchAsync(export.Id, output, cancellationToken);
        }
        finally
        {
            await RemoveAsync(export.Id);
        }
    }

    private async Task FinishAsync(ExportAnswer export, CancellationToken cancellationToken)
    {
        var poll = new Poll(server.Time);
        while (export.State is "queued" or "running")
        {
            await poll.WaitAsync(cancellationToken);
            export = await server.GetAsync($"v1/exports/{export.Id}", ServerJson.Default.ExportAnswer, cancellationToken);
            options.Progress?.Invoke(export.Records);
        }

        if (export.State != "done")
        {
            throw CommandException.Trouble($"The server did not finish the export. {export.Reason ?? $"Its state is {export.State}."}");
        }
    }

    private async Task<FinishedExport> FetchAsync(Guid id, Stream output, CancellationToken cancellationToken)
    {
        using var manifestAnswer = await server.GetAsync($"v1/exports/{id}/manifest", headers: null, cancellationToken);
        var bytes = await manifestAnswer.Content.ReadAsByteArrayAsync(cancellationToken);
        var manifest = ManifestOf(bytes);
        using var fileAnswer = await server.GetAsync($"v1/exports/{id}/file", headers: null, cancellationToken);
        var (length, digest) = await CopyAsync(fileAnswer, output, cancellationToken);
        return length == manifest.Length && digest.Equals(manifest.Sha256, StringComparison.OrdinalIgnoreCase)
            ? new FinishedExport(bytes, manifest.Count, manifest.Length)
            : throw CommandException.Trouble($"The file that came from {server.Url} is not the one that its manifest tells of: {length} bytes of {manifest.Length}, or other ones. Run the export again.");
    }

    private ManifestAnswer ManifestOf(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ServerJson.Default.ManifestAnswer) ?? throw server.Unreadable();
        }
        catch (JsonException)
        {
            throw server.Unreadable();
        }
    }

    private async Task<(long Length, string Digest)> CopyAsync(HttpResponseMessage answer, Stream output, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var length = 0L;
        try
        {
            while (await ReceiveAsync(body, buffer, cancellationToken) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
                await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                length += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task<int> ReceiveAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new ServerUnreachableException(server.Url, e);
        }
    }

    /// <summary>Leaves nothing behind at the server, also when the command was stopped; what cannot be removed now expires there.</summary>
    private async Task RemoveAsync(Guid id)
    {
        using var late = new CancellationTokenSource(TidyTime, server.Time);
        try
        {
            using var answer = await server.SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, $"v1/exports/{id}"), late.Token);
        }
        catch (Exception e) when (e is ServerUnreachableException or CommandException or OperationCanceledException)
        {
            // It expires.
        }
    }
}
