using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.StepFunctions;

/// <summary>How Step Functions is reached: <c>AWS_ENDPOINT_URL_SFN</c> and <c>AWS_ENDPOINT_URL</c> name another server.</summary>
public class AmazonStepFunctionsConfig : ClientConfig
{
    // One for each mode that AWS_DEFAULTS_MODE may name; they differ in time-outs only, which are left to AWSSDK.Core.
    private static readonly IDefaultConfiguration[] s_modes =
    [
        .. Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
        }),
    ];

    /// <summary>With what the environment says.</summary>
    public AmazonStepFunctionsConfig()
        : base(new DefaultConfigurationProvider(s_modes))
    {
        ServiceId = "SFN";
        AuthenticationServiceName = "states";
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "states";

    /// <inheritdoc/>
    public override string ServiceVersion => "2016-11-23";

    /// <inheritdoc/>
    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.2.10");

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? $"https://states.{RegionEndpoint?.SystemName}.{RegionEndpoint?.PartitionDnsSuffix}");
}
