using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VideoPipeline.Local.Functions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Storage;
using VideoPipeline.Testing.StepFunctions;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>
/// Runs the state machine with moto's interpreter of the Amazon States Language. It invokes the deployed functions and reads
/// objects from a local server, which implements the required parts of the Lambda and S3 APIs.
/// </summary>
internal sealed class MotoInterpreter : IAsyncDisposable
{
    private readonly DeployedFunctions _functions;
    private readonly WebApplication _aws;
    private readonly HashSet<string> _pointers = [];
    private readonly ConcurrentDictionary<string, int> _throttles = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _attempts = new();

    private MotoInterpreter(DeployedFunctions functions)
    {
        _functions = functions;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _aws = builder.Build();
        _aws.MapPost("/2015-03-31/functions/{function}/invocations", InvokeAsync);
        _aws.MapGet("/{bucket}/{**key}", GetObjectAsync);
    }

    /// <summary>Starts the server.</summary>
    public static async Task<MotoInterpreter> StartAsync(DeployedFunctions functions)
    {
        var interpreter = new MotoInterpreter(functions);
        await interpreter._aws.StartAsync();
        return interpreter;
    }

    /// <summary>
    /// Runs an execution of the deployed definition until it ends. Returns its description and the names of the entered states,
    /// in order.
    /// </summary>
    public async Task<(DescribeExecutionResponse End, IReadOnlyList<string> States)> RunAsync(string name, JsonData input)
    {
        // One server per execution: it fails to start a second one.
        var moto = new MotoServer { BackendUri = new Uri(_aws.Urls.Single()) };
        try
        {
            await moto.InitializeAsync();
            return await RunAsync(moto, name, input);
        }
        finally
        {
            await moto.DisposeAsync();
        }
    }

    /// <summary>
    /// Answers the next requests for a function as Lambda does when its concurrency is used up, and counts its attempts anew.
    /// </summary>
    public void Throttle(string function, int requests)
    {
        _throttles[function] = requests;
        _attempts[function] = new ConcurrentDictionary<string, bool>();
    }

    /// <summary>
    /// The number of attempts of tasks that invoked a function since it was throttled. If moto's AWS client repeated a request
    /// by itself, the repetition would have the same ID.
    /// </summary>
    public int AttemptsOf(string function) => _attempts[function].Count;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    private async Task<(DescribeExecutionResponse End, IReadOnlyList<string> States)> RunAsync(
        MotoServer moto, string name, JsonData input)
    {
        using var client = new AmazonStepFunctionsClient(
            new BasicAWSCredentials("any", "secret"),
            new AmazonStepFunctionsConfig { ServiceURL = moto.Endpoint, AuthenticationRegion = MotoServer.Region });
        var started = await client.StartExecutionAsync(new StartExecutionRequest
        {
            StateMachineArn = await moto.CreateStateMachineAsync(WithoutPointers(_functions.Definition)),
            Name = name,
            Input = input.ToString(),
        });
        var request = new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn };
        DescribeExecutionResponse end;
        while ((end = await client.DescribeExecutionAsync(request)).Status == ExecutionStatus.RUNNING) await Task.Delay(100);
        var history = await client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = started.ExecutionArn });
        return (end, [.. history.Events.Select(@event => @event.StateEnteredEventDetails?.Name).OfType<string>()]);
    }

    // moto does not support ItemsPointer yet, so the local server applies it.
    private string WithoutPointers(string definition)
    {
        var machine = JsonNode.Parse(definition)!;
        foreach (var state in machine["States"]!.AsObject().Select(state => state.Value!))
            if (state["ItemReader"]?["ReaderConfig"] is JsonObject reader && reader.Remove("ItemsPointer", out var pointer))
                _pointers.Add(pointer!.GetValue<string>().TrimStart('/'));
        return machine.ToJsonString();
    }

    private async Task InvokeAsync(HttpContext context, string function)
    {
        using var payload = new MemoryStream();
        await context.Request.Body.CopyToAsync(payload, context.RequestAborted);
        context.Response.ContentType = "application/json";
        if (_attempts.TryGetValue(function, out var attempts))
            attempts[context.Request.Headers["amz-sdk-invocation-id"].ToString()] = true;
        if (_throttles.AddOrUpdate(function, -1, (_, left) => left - 1) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers["X-Amzn-ErrorType"] = "TooManyRequestsException";
            context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
            await context.Response.WriteAsync("""{"Type": "User", "message": "Rate Exceeded."}""", context.RequestAborted);
            return;
        }

        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        ReadOnlyMemory<byte> response;
        try
        {
            response = await _functions.InvokeAsync(function, payload.ToArray(), context.RequestAborted);
        }
        catch (FunctionFailedException failure)
        {
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
            response = failure.Payload;
        }
        await context.Response.Body.WriteAsync(response, context.RequestAborted);
    }

    private async Task<IResult> GetObjectAsync(string bucket, string key, CancellationToken cancellation)
    {
        if (bucket != _functions.Bucket || await _functions.Store.GetBytesAsync(key, cancellation) is not { } bytes)
            return TypedResults.NotFound();
        var content = JsonNode.Parse(bytes)!.AsObject();
        return TypedResults.Text(content[_pointers.Single(content.ContainsKey)]!.ToJsonString(), "application/json");
    }
}
