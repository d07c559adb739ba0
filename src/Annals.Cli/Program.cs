using Annals.Cli.Shell;

namespace Annals.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var terminal = AppConsole.OfProcess(TimeProvider.System);
        return await new App(terminal).RunAsync(arguments);
    }
}
