using System.Diagnostics;
using System.Text.Json;
using Annals.Compare.Engines;

namespace Annals.Compare.Workers;

/// <summary>An engine in a process of its own, with its data warm.</summary>
internal sealed class WorkerClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private readonly EngineKind engine;
    private readonly Process process;

    public WorkerClient(EngineKind engine, CompareOptions options)
    {
        this.engine = engine;
        process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, options.ToArguments(CompareMode.Work, engine))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Asks for something and waits.</summary>
    /// <exception cref="EngineFailedException">The engine failed, or took too long.</exception>
    public async Task<WorkerResponse> SendAsync(WorkerRequest request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), patience.Token);
            await process.StandardInput.FlushAsync(patience.Token);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith(WorkerHost.Mark, StringComparison.Ordinal))
                {
                    var response = JsonSerializer.Deserialize<WorkerResponse>(line.AsSpan(WorkerHost.Mark.Length))!;
                    return response.Failure is { } failure ? throw new EngineFailedException($"{EngineList.NameOf(engine)}: {failure}") : response;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineFailedException($"{EngineList.NameOf(engine)} did not answer within {Patience.TotalSeconds:0} s");
        }
        catch (IOException)
        {
            // Its end of the pipe is gone: said below.
        }

        throw new EngineFailedException($"{EngineList.NameOf(engine)} ended unexpectedly");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Farewell);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }
}
