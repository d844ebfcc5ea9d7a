using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.StepFunctions;

/// <summary>The configuration of the client. <c>AWS_ENDPOINT_URL_SFN</c> and <c>AWS_ENDPOINT_URL</c> override the
/// endpoint.</summary>
public class AmazonStepFunctionsConfig : ClientConfig
{
    // One for each value of AWS_DEFAULTS_MODE. They differ only in time-outs, which AWSSDK.Core sets.
    private static readonly IDefaultConfiguration[] s_modes =
    [
        .. Enum.GetValues<DefaultConfigurationMode>().Select(mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
        }),
    ];

    /// <summary>Creates a configuration from the environment.</summary>
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
