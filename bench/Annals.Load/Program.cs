using Annals.Load;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(LoadOptions.Help);
    return 0;
}

if (LoadOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(LoadOptions.Help);
    return 2;
}

using var ending = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    ending.Cancel();
};
await new LoadRun(options).RunAsync(ending.Token);
return 0;
