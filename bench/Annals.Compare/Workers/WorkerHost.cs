using System.Diagnostics;
using System.Text.Json;
using Annals.Compare.Engines;

namespace Annals.Compare.Workers;

/// <summary>The other end of <see cref="WorkerClient"/>: one engine answering line by line.</summary>
internal static class WorkerHost
{
    /// <summary>Begins every line of ours, since libraries may print too.</summary>
    public const string Mark = "=> ";

    public static async Task RunAsync(IEngine engine, CancellationToken cancellationToken)
    {
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            var response = await AnswerAsync(engine, JsonSerializer.Deserialize<WorkerRequest>(line)!, cancellationToken);
            await Console.Out.WriteLineAsync(Mark + JsonSerializer.Serialize(response));
            await Console.Out.FlushAsync(cancellationToken);
        }
    }

    private static async Task<WorkerResponse> SettleAsync(IEngine engine, CancellationToken cancellationToken)
    {
        await engine.SettleAsync(cancellationToken);
        return new WorkerResponse();
    }

    private static async Task<WorkerResponse> AnswerAsync(IEngine engine, WorkerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            var response = request.Task switch
            {
                WorkerTask.Settle => await SettleAsync(engine, cancellationToken),
                WorkerTask.Version => new WorkerResponse { Version = await engine.VersionAsync(cancellationToken) },
                WorkerTask.Sizes => new WorkerResponse { Sizes = await engine.SizesAsync(cancellationToken) },
                WorkerTask.Ask => new WorkerResponse { Answer = await engine.AskAsync(request.Question, request.Subject!, cancellationToken) },
                _ => new WorkerResponse { Times = await engine.SeriesAsync(request.Series, request.File, cancellationToken) },
            };
            return response with { Micros = Stopwatch.GetElapsedTime(started).TotalMicroseconds };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a product throws is an answer too: the page says that it failed.
            return new WorkerResponse { Failure = e.Message };
        }
    }
}
