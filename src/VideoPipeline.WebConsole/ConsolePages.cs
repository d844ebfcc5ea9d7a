using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using VideoPipeline.Local.Serving;
using VideoPipeline.WebConsole.Hosting;
using VideoPipeline.WebConsole.Live;
using VideoPipeline.WebConsole.Pages;
using VideoPipeline.WebConsole.Ranges;
using VideoPipeline.WebConsole.Starting;

namespace VideoPipeline.WebConsole;

/// <summary>The console: web pages that show and control the executions of a server. Rendered by Blazor on the server.</summary>
internal sealed class ConsolePages : IServerPages
{
    /// <summary>The path of its first page.</summary>
    public const string Path = "/console";

    // An input that is edited may have 256 KiB.
    private const int MaxMessageBytes = 1024 * 1024;

    /// <summary>The folder whose videos are offered for a start.</summary>
    public string VideoFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, ServedExecutions served)
    {
        services.AddSingleton(served);
        services.AddSingleton<ExecutionFeed>();
        services.AddSingleton<ConsoleFiles>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<RangeResults>();
        services.AddSingleton(new KnownVideos(served, VideoFolder));
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = MaxMessageBytes);
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new MemoryKeys());
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.Use(ContentPolicy.InvokeAsync);
        app.UseAntiforgery();
        app.MapGet("/", static context =>
        {
            context.Response.Redirect(Path);
            return Task.CompletedTask;
        });
        foreach (var asset in Asset.All) app.MapGet(asset.Path, asset.RespondAsync);
        app.Services.GetRequiredService<ConsoleFiles>().Map(app);
        app.Services.GetRequiredService<Uploads>().Map(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
