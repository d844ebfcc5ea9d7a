using Amazon.Lambda.Annotations;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using VideoPipeline.Functions.Executions;
using VideoPipeline.Functions.Http;
using VideoPipeline.Sources;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Workers;

namespace VideoPipeline.Functions;

/// <summary>Configures the dependency injection of the functions.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers the services.</summary>
    public void ConfigureServices(IServiceCollection services)
    {
        var settings = Settings.FromEnvironment();
        services.AddSingleton(settings);
        services.AddSingleton(_ => S3Clients.Create(settings.BucketOwners, settings.RequesterPaysBuckets));
        services.AddSingleton(provider => new S3SourceOptions { Clients = provider.GetRequiredService<S3Clients>() });
        services.AddSingleton<IStore>(provider => settings.StoreFolder is { } folder
            ? FolderStore.Open(folder, TimeProvider.System)
            : new S3Store(settings.Bucket, provider.GetRequiredService<S3SourceOptions>()));
        services.AddSingleton(provider => new VideoSources(
            s3: provider.GetRequiredService<S3SourceOptions>(), reach: settings.Addresses)
        {
            Folders = settings.VideoFolders,
        });
        // Models lie outside the folder of videos.
        services.AddSingleton(provider => ModelLibrary.FromStore(
            new VideoSources(s3: provider.GetRequiredService<S3SourceOptions>(), reach: settings.Addresses),
            settings.Bucket, settings.StoreFolder));
        services.AddSingleton(provider => StillAnalyzerRegistry.CreateStandard(provider.GetRequiredService<ModelLibrary>()));
        services.AddSingleton(_ => StepFunctionsClients.FromEnvironment(
            settings.StoreFolder is null ? null : new AnonymousAWSCredentials()));
        services.AddSingleton<SummaryLinks>();
        services.AddSingleton(_ => new ApiKey(settings.ApiKey));
        services.AddSingleton(TimeProvider.System);
    }
}
