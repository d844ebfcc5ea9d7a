using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions;

/// <summary>Creates clients for Step Functions.</summary>
internal static class StepFunctionsClients
{
    /// <summary>The account ID of the state machine of <c>videopipeline serve</c>; no AWS account has it.</summary>
    public const string LocalAccount = "000000000000";

    /// <summary>Creates a client configured by the environment and the AWS configuration files.</summary>
    /// <param name="credentials">The credentials; null for those of the environment.</param>
    public static IAmazonStepFunctions FromEnvironment(AWSCredentials? credentials = null) =>
        Create(new AmazonStepFunctionsConfig(), credentials);

    /// <summary>
    /// Creates a client for the region of an ARN, without credentials if the account is <see cref="LocalAccount"/>.
    /// </summary>
    /// <param name="arn">The ARN of a state machine or an execution.</param>
    /// <exception cref="InvalidInputException">The account is local, and the environment has no endpoint.</exception>
    public static IAmazonStepFunctions ForArn(string arn)
    {
        var parts = arn.Split(':');
        var isLocal = parts[4] == LocalAccount;
        var config = new AmazonStepFunctionsConfig();
        if (isLocal && config.ServiceURL is null)
        {
            throw new InvalidInputException(
                $"{arn} belongs to videopipeline serve, and AWS_ENDPOINT_URL_SFN is not set. "
                + "Set it as serve prints it: export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:PORT.");
        }

        if (config.ServiceURL is null) config.RegionEndpoint = RegionEndpoint.GetBySystemName(parts[3]);
        return Create(config, isLocal ? new AnonymousAWSCredentials() : null);
    }

    private static AmazonStepFunctionsClient Create(AmazonStepFunctionsConfig config, AWSCredentials? credentials)
    {
        if (config.ServiceURL is { } address)
        {
            // Set explicitly: the SDK's client ignores an endpoint from the environment if a region is configured.
            var region = config.RegionEndpoint?.SystemName;
            config.ServiceURL = address;
            config.AuthenticationRegion = region;
        }
        return credentials is null ? new AmazonStepFunctionsClient(config) : new AmazonStepFunctionsClient(credentials, config);
    }
}
