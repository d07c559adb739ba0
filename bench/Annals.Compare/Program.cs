using System.Runtime.InteropServices;
using Annals.Compare;
using Annals.Compare.Engines;
using Annals.Compare.Workers;

// compare run …            what bench/compare starts
// compare load ENGINE …    loads one engine, as a process of its own
// compare work ENGINE …    answers questions on standard input and output
using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var options = CompareOptions.Parse(args);
    switch (options.Mode)
    {
        case CompareMode.Run:
            return await new Comparison(options).RunAsync(cancellation.Token) ? 0 : 1;
        case CompareMode.Load:
            using (var engine = EngineList.Create(options.Engine!.Value, options))
            {
                await engine.LoadAsync(options.File, cancellation.Token);
            }

            return 0;
        default:
            using (var engine = EngineList.Create(options.Engine!.Value, options))
            {
                await WorkerHost.RunAsync(engine, cancellation.Token);
            }

            return 0;
    }
}
catch (Exception e) when (e is ArgumentException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync($"compare: {e.Message}");
    return 2;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancellation.Cancel();
}
