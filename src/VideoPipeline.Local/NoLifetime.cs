using Microsoft.Extensions.Hosting;

namespace VideoPipeline.Local;

/// <summary>The default lifetime would take Ctrl-C and SIGTERM away from the program.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
