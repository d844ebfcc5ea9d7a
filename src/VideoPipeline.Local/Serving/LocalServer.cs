using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VideoPipeline.Errors;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving.Gateway;
using VideoPipeline.Local.Serving.Lambda;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.Local.Serving.StepFunctions.Durability;
using VideoPipeline.Local.Serving.Stepping;
using VideoPipeline.Storage;

namespace VideoPipeline.Local.Serving;

/// <summary>Serves the Step Functions API and the HTTP API of the template on 127.0.0.1, with one store.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    // The functions of the HTTP API send their Step Functions requests to this server.
    private const string StepFunctionsEndpointVariable = "AWS_ENDPOINT_URL_SFN";

    private const int MaxConnections = 10_000;

    private static readonly TimeSpan s_requestTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_idleTime = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly Socket _socket;
    private readonly HostedPipeline _pipeline;
    private readonly ServerFolder _folder;
    private readonly LocalExecutions _executions;
    private readonly OperationJournal _operations;
    private readonly DurableApi _api;

    private LocalServer(
        Socket socket, ServerFolder folder, LocalRunsOptions options, ServerContent content, TimeProvider time)
    {
        (_socket, _folder) = (socket, folder);
        Address = $"http://{socket.LocalEndPoint}";
        var store = FolderStore.Open(options.StoreFolder, time);
        _pipeline = new HostedPipeline(
            options,
            store,
            new Dictionary<string, string> { [StepFunctionsEndpointVariable] = Address },
            countFrames: static _ => { });
        _executions = new LocalExecutions(_pipeline, folder, options.Log, time);
        var clock = new OperationTime(time);
        _operations = new OperationJournal(folder.Operations, clock, options.Log);
        var api = new StepFunctionsApi(_executions, _pipeline, content.Mocks, clock);
        _api = new DurableApi(api, _executions, _operations, content.Mocks);
        var sessions = new SteppingSessions(_executions, api.ExecutionOperations);
        var builder = CreateBuilder(socket);
        content.Pages?.AddServices(builder.Services, new ServedExecutions(
            _executions, api.Machines, _api, sessions, _pipeline, store, options.StoreFolder));
        _app = builder.Build();
        _app.Use(LocalOnlyMiddleware.InvokeAsync);
        _app.UseRouting();
        _app.MapPost("/", new StepFunctionsEndpoint(_api).RespondAsync);
        _app.MapPost(SteppingEndpoint.Route, new SteppingEndpoint(new SteppingApi(sessions)).RespondAsync);
        _app.MapPost(InvokeEndpoint.Route, new InvokeEndpoint(_pipeline.BoundFunctions, options.Log, time).RespondAsync);
        new HttpApi(_pipeline.Functions, options.Log, time).Map(_app, _pipeline.Template);
        content.Pages?.Map(_app);
        _app.MapFallback(context => GatewayResponse.WriteAsync(context.Response, StatusCodes.Status404NotFound, "Not Found"));
    }

    /// <summary>The ARN of the local state machine.</summary>
    public static string StateMachineArn => HostedPipeline.StateMachineArn;

    /// <summary>Its address, such as <c>http://127.0.0.1:8083</c>.</summary>
    public string Address { get; }

    /// <summary>The routes of the HTTP API, such as <c>POST /images/shape</c>.</summary>
    public IEnumerable<string> Routes =>
        _pipeline.Template.Functions.Values.SelectMany(function => function.Routes).Select(route => route.Key);

    /// <summary>Starts a server, which goes on with the executions of an earlier one with the same store.</summary>
    /// <param name="options">The store and how functions are hosted.</param>
    /// <param name="port">The port; 0 for any free port.</param>
    /// <param name="time">The clock.</param>
    /// <param name="content">What it serves besides; null for nothing.</param>
    /// <exception cref="InvalidInputException">The port or the store is in use, or access to one of them is denied.</exception>
    public static async Task<LocalServer> StartAsync(
        LocalRunsOptions options, int port, TimeProvider time, ServerContent? content = null)
    {
        var socket = Bind(port);
        ServerFolder? folder = null;
        try
        {
            folder = ServerFolder.Open(options.StoreFolder);
            var server = new LocalServer(socket, folder, options, content ?? new ServerContent(), time);
            await server._api.RestoreAsync();
            await server._app.StartAsync();
            // Their functions may call the server.
            server._executions.Resume();
            return server;
        }
        catch
        {
            folder?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Suspends the running executions and stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _executions.DisposeAsync();
        await _app.DisposeAsync();
        await _pipeline.DisposeAsync();
        _operations.Dispose();
        _folder.Dispose();
        _socket.Dispose();
    }

    // Bound first, because the address is an environment variable of the functions.
    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new InvalidInputException(
                $"Cannot listen on port {port} of 127.0.0.1: {exception.Message}. Choose another port, or 0 for any free port.",
                exception);
        }
    }

    private static WebApplicationBuilder CreateBuilder(Socket socket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenHandle((ulong)socket.Handle);
            kestrel.Limits.MaxRequestBodySize = HttpApi.MaxBodyBytes;
            kestrel.AddServerHeader = false;
            // A connection is closed whose client sends no complete request, or goes away without closing it.
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = s_requestTime;
            kestrel.Limits.KeepAliveTimeout = s_idleTime;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: s_requestTime);
            kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: s_requestTime);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        return builder;
    }
}
