using System.Diagnostics;
using System.Globalization;
using Annals.Compare.Engines;
using Annals.Compare.Reports;
using Annals.Compare.Workers;

namespace Annals.Compare;

/// <summary>One comparison: the same file through every engine, in interleaved rounds.</summary>
internal sealed class Comparison(CompareOptions options)
{
    /// <summary>Long enough that none is measured while its code is still being compiled or its caches are cold.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private readonly List<EngineMeasurements> engines = [.. EngineList.All.Select(kind => new EngineMeasurements(kind) { Failure = EngineList.AbsenceOf(kind, options) })];

    private IEnumerable<EngineMeasurements> Present => engines.Where(engine => engine.Failure is null);

    /// <returns>Whether all answers agree with the file and no engine that was there failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var absent = engines.Where(engine => engine.Failure is not null).ToArray();
        Say($"generating {options.Count} records");
        SampleFile.Ensure(options.File, options.Count, cancellationToken);
        Say("reading the file for the right answers");
        var truth = Truth.Read(options.File);
        for (var round = 1; round <= options.LoadRounds; round++)
        {
            await ForEachAsync($"load {round} of {options.LoadRounds}", engine => LoadAsync(engine, cancellationToken));
        }

        var workers = new Dictionary<EngineKind, WorkerClient>();
        try
        {
            await ForEachAsync("open", engine =>
            {
                workers[engine.Engine] = new WorkerClient(engine.Engine, options);
                return DescribeAsync(engine, workers[engine.Engine], cancellationToken);
            });
            await AskAsync(workers, truth, cancellationToken);
            await ForEachAsync("series", engine => SeriesAsync(engine, workers[engine.Engine], cancellationToken));
        }
        finally
        {
            foreach (var worker in workers.Values)
            {
                await worker.DisposeAsync();
            }
        }

        var results = new Results(options, Machine.Describe(), truth, engines, DiskProbe.SyncMilliseconds(options.Work));
        await ResultsPage.WriteAsync(options.Output, results, cancellationToken);
        var good = engines.All(engine => engine.Wrong.Count == 0 && (engine.Failure is null || absent.Contains(engine)));
        Say(good ? $"done: {options.Output}" : $"NOT GOOD, see the marks in {options.Output}");
        return good;
    }

    private async Task LoadAsync(EngineMeasurements engine, CancellationToken cancellationToken)
    {
        var folder = options.FolderOf(engine.Engine);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var (program, arguments) = engine.Engine == EngineKind.Annals && options.AnnalsProgram is { } annals
            ? (annals, ["--data", folder, "import", options.File])
            : (Environment.ProcessPath!, options.ToArguments(CompareMode.Load, engine.Engine));
        var result = await ChildProcess.RunAsync(program, arguments, options.LoadLimit, cancellationToken);
        result.ThrowIfFailed("loading");
        engine.Loads.Add(new LoadRun(result.Elapsed, result.PeakBytes, result.Processor));
        Say(string.Create(CultureInfo.InvariantCulture, $"  {engine.Name}: {result.Elapsed.TotalSeconds:0.00} s"));
    }

    private static async Task DescribeAsync(EngineMeasurements engine, WorkerClient worker, CancellationToken cancellationToken)
    {
        await worker.SendAsync(new WorkerRequest(WorkerTask.Settle), cancellationToken);
        engine.Sizes = (await worker.SendAsync(new WorkerRequest(WorkerTask.Sizes), cancellationToken)).Sizes!;
        engine.Version = (await worker.SendAsync(new WorkerRequest(WorkerTask.Version), cancellationToken)).Version;
    }

    /// <summary>Each engine warms up with each question for a while; then come the measured rounds. Every answer is checked.</summary>
    private async Task AskAsync(Dictionary<EngineKind, WorkerClient> workers, Truth truth, CancellationToken cancellationToken)
    {
        foreach (var question in Enum.GetValues<Question>())
        {
            await ForEachAsync($"warming up for question {question}", async engine =>
            {
                var started = TimeProvider.System.GetTimestamp();
                do
                {
                    await AskAsync(engine, workers[engine.Engine], question, truth, isMeasured: false, cancellationToken);
                }
                while (TimeProvider.System.GetElapsedTime(started) < WarmUp);
            });
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var question in Enum.GetValues<Question>())
            {
                await ForEachAsync(
                    string.Create(CultureInfo.InvariantCulture, $"question {question}, round {round} of {options.Rounds}"),
                    engine => AskAsync(engine, workers[engine.Engine], question, truth, isMeasured: true, cancellationToken));
            }
        }
    }

    private static async Task AskAsync(EngineMeasurements engine, WorkerClient worker, Question question, Truth truth, bool isMeasured, CancellationToken cancellationToken)
    {
        var response = await worker.SendAsync(new WorkerRequest(WorkerTask.Ask) { Question = question, Subject = truth.Subject }, cancellationToken);
        if (response.Answer is { } answer)
        {
            Take(engine, question, answer, truth, isMeasured ? response.Micros : null);
        }
    }

    private static void Take(EngineMeasurements engine, Question question, Answer answer, Truth truth, double? micros)
    {
        if (answer != truth.Answers[question])
        {
            engine.Wrong[question] = answer;
            Say($"  {engine.Name} answers {question} with {answer}; the file says {truth.Answers[question]}");
        }

        if (micros is { } time)
        {
            (engine.Questions.TryGetValue(question, out var times) ? times : engine.Questions[question] = []).Add(time);
        }
    }

    private async Task SeriesAsync(EngineMeasurements engine, WorkerClient worker, CancellationToken cancellationToken)
    {
        foreach (var series in Enum.GetValues<Series>())
        {
            engine.Series[series] = (await worker.SendAsync(new WorkerRequest(WorkerTask.Series) { Series = series, File = options.File }, cancellationToken)).Times!;
        }
    }

    private async Task ForEachAsync(string what, Func<EngineMeasurements, Task> act)
    {
        Say(what);
        foreach (var engine in Present.ToArray())
        {
            try
            {
                await act(engine);
            }
            catch (EngineFailedException e)
            {
                engine.Failure = $"{what}: {e.Message}";
                Say($"  {engine.Name} {engine.Failure}");
            }
        }
    }

    private static void Say(string line) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds,7:0.0} s  {line}"));
}
