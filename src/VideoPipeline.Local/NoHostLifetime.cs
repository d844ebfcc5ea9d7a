using Microsoft.Extensions.Hosting;

namespace VideoPipeline.Local;

/// <summary>A host lifetime that does nothing: the program handles Ctrl-C and SIGTERM itself.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
