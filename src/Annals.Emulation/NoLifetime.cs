using Microsoft.Extensions.Hosting;

namespace Annals.Emulation;

/// <summary>Signals are not the emulator's business, but that of the program it runs in.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
