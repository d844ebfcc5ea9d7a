using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace SampleFunctions;

/// <summary>The value of the environment variable <c>SAMPLE_GREETING</c>, or <c>Hello</c>.</summary>
public sealed record Greeting(string Word);

/// <summary>A scoped service.</summary>
public sealed class Scope
{
    public Guid Id { get; } = Guid.NewGuid();
}

[LambdaStartup]
public sealed class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(new Greeting(Environment.GetEnvironmentVariable("SAMPLE_GREETING") ?? "Hello"));
        services.AddScoped<Scope>();
    }
}
