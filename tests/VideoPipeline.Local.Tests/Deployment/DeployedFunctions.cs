using Amazon.S3;
using Amazon.S3.Model;
using System.Text.Json;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Bindings;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Sources.S3;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// The functions as deployed: with the template's environment variables, the store in a bucket, and processes that use the Lambda
/// Runtime API. A proxy between each function and S3 records the function's requests.
/// </summary>
internal sealed class DeployedFunctions : IFunctionInvoker
{
    /// <summary>The ID of the account.</summary>
    public const string Account = "123456789012";

    private static readonly SamTemplate s_template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml"));

    private readonly Dictionary<string, (FaultProxy Proxy, FunctionHost Host)> _functions = [];
    private readonly S3TestServer _server;

    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly string _stepFunctions;

    private DeployedFunctions(
        S3TestServer server, string bucket, string stepFunctions, IReadOnlyDictionary<string, string> parameters)
    {
        (_server, _stepFunctions, _parameters) = (server, stepFunctions, parameters);
        Bucket = bucket;
        Store = new S3Store(bucket, new S3SourceOptions { Clients = new S3Clients(_ => server.Client) });
    }

    /// <summary>The bucket's name.</summary>
    public string Bucket { get; }

    /// <summary>The store in the bucket.</summary>
    public IStore Store { get; }

    /// <summary>The log lines of the functions.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<FunctionLogLine> LogLines { get; } = new();

    /// <summary>Starts the functions with an empty bucket.</summary>
    /// <param name="server">The S3 server.</param>
    /// <param name="parameters">The values of parameters of the template; the others have their defaults.</param>
    public static Task<DeployedFunctions> StartAsync(
        S3TestServer server, params (string Name, string Value)[] parameters) => StartAsync(server, "", parameters);

    /// <summary>Starts the functions with an empty bucket.</summary>
    /// <param name="server">The S3 server.</param>
    /// <param name="stepFunctions">The endpoint of Step Functions; empty for none.</param>
    /// <param name="parameters">The values of parameters and resources of the template; the others have their defaults.</param>
    public static async Task<DeployedFunctions> StartAsync(
        S3TestServer server, string stepFunctions, params (string Name, string Value)[] parameters)
    {
        var bucket = await server.CreateBucketAsync();
        await server.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });
        var deployed = new DeployedFunctions(
            server,
            bucket,
            stepFunctions,
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
        foreach (var function in s_template.Functions.Keys)
        {
            var proxy = await FaultProxy.StartAsync(server.Endpoint);
            deployed._functions[function] = (proxy, deployed.Host(proxy));
        }
        return deployed;
    }

    /// <summary>The S3 requests of a function.</summary>
    public IReadOnlyList<ServedRequest> RequestsOf(string function) => [.. _functions[function].Proxy.Requests];

    /// <summary>Makes a function's next S3 requests fail.</summary>
    public void Fail(string function, params ServerFault[] faults) => _functions[function].Proxy.QueueFaults(faults);

    /// <summary>The definition of the deployed state machine.</summary>
    public string Definition => s_template.ReadDefinition(
        s_template.StateMachines["StateMachine"], new Dictionary<string, string> { ["Bucket"] = Bucket });

    /// <summary>The names of the invoked functions, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Invocations { get; } = new();

    /// <summary>Runs the state machine, or another definition.</summary>
    public Task<ExecutionResult> RunAsync(string name, object input, string? definition = null)
    {
        var functions = new BoundFunctions(this, s_template, FunctionBindings.None, TimeProvider.System, LogLines.Enqueue);
        var engine = new StatesEngine(new FunctionTasks(functions), new StoreObjects(Store, Bucket));
        return engine.RunAsync(
            StateMachineDefinition.Parse(definition ?? Definition),
            input as JsonData ?? JsonData.Parse(JsonSerializer.SerializeToUtf8Bytes(input)),
            new ExecutionOptions { Name = name },
            default);
    }

    /// <inheritdoc/>
    public Task<byte[]> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default)
    {
        Invocations.Enqueue(function);
        return _functions[function].Host.InvokeAsync(function, payload, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (proxy, host) in _functions.Values)
        {
            await host.DisposeAsync();
            await proxy.DisposeAsync();
        }
    }

    private FunctionHost Host(FaultProxy proxy) => FunctionHost.Isolated(new FunctionHostOptions
    {
        Template = s_template,
        Resources = new Dictionary<string, string>(_parameters)
        {
            ["Bucket"] = Bucket,
            ["AWS::AccountId"] = Account,
            ["AWS::StackName"] = "stack",
        },
        Environment = new Dictionary<string, string>
        {
            [Settings.StoreVariable] = "",  // overrides what other tests set in this process
            ["AWS_ENDPOINT_URL_S3"] = proxy.Endpoint,
            ["AWS_ENDPOINT_URL_SFN"] = _stepFunctions,
            ["AWS_ACCESS_KEY_ID"] = _server.Credentials.GetCredentials().AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = _server.Credentials.GetCredentials().SecretKey,
            ["AWS_REGION"] = "eu-west-1",
        },
        Log = LogLines.Enqueue,
    });
}
