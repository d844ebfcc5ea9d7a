using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>A client for Step Functions. AWSSDK.Core implements signing, retries, time-outs and credentials.</summary>
public class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    private static readonly IServiceMetadata s_metadata = new ServiceMetadata();

    /// <summary>Creates a client with the credentials and the region of the environment.</summary>
    public AmazonStepFunctionsClient()
        : base(new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>Creates a client for a region, with the credentials of the environment.</summary>
    public AmazonStepFunctionsClient(RegionEndpoint region)
        : base(new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with a configuration and the credentials of the environment.</summary>
    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : base(config)
    {
    }

    /// <summary>Creates a client with credentials and a region.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region)
        : base(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Creates a client with credentials and a configuration.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => s_metadata;

    /// <inheritdoc/>
    public virtual Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<StartExecutionResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeExecutionResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<GetExecutionHistoryResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeMapRunResponse> DescribeMapRunAsync(
        DescribeMapRunRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeMapRunResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListMapRunsResponse> ListMapRunsAsync(
        ListMapRunsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ListMapRunsResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListExecutionsResponse> ListExecutionsAsync(
        ListExecutionsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ListExecutionsResponse>(request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopExecutionResponse> StopExecutionAsync(
        StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<StopExecutionResponse>(request, cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        // The signer, which runs after the marshaller, throws a NullReferenceException unless a scheme has been selected.
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4Handler());
    }

    private Task<TResponse> SendAsync<TResponse>(AmazonStepFunctionsRequest request, CancellationToken cancellation)
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        return InvokeAsync<TResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = RequestJson.Instance,
                ResponseUnmarshaller = ResponseJson<TResponse>.Instance,
            },
            cancellation);
    }
}
