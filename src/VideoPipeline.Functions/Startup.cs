using Amazon.Lambda.Annotations;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using VideoPipeline.Classification;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Looks;
using VideoPipeline.Sources;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>What the functions are given.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers it.</summary>
    public void ConfigureServices(IServiceCollection services)
    {
        var settings = Settings.FromEnvironment();
        services.AddSingleton(settings);
        services.AddSingleton<IStore>(_ => settings.StoreFolder is { } folder
            ? FolderStore.Open(folder, TimeProvider.System)
            : new S3Store(settings.Bucket, account: settings.Account));
        services.AddSingleton(_ => new VideoSources(reach: settings.Reach));
        services.AddSingleton(provider => ModelLibrary.Of(
            provider.GetRequiredService<VideoSources>(), settings.Bucket, settings.StoreFolder));
        services.AddSingleton(provider => FrameLooks.Standard(provider.GetRequiredService<ModelLibrary>()));
        services.AddSingleton(_ => StepFunctionsClients.FromEnvironment(settings.StoreFolder is null ? null : new AnonymousAWSCredentials()));
        services.AddSingleton<SummaryLinks>();
        services.AddSingleton(TimeProvider.System);
    }
}
