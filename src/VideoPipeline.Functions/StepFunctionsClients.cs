using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions;

/// <summary>Clients for Step Functions.</summary>
public static class StepFunctionsClients
{
    /// <summary>The account of state machines that <c>videopipeline serve</c> serves: nobody's.</summary>
    public const string LocalAccount = "000000000000";

    /// <summary>One of the environment and the AWS configuration files: credentials, region and endpoint.</summary>
    /// <param name="credentials">Other credentials; null for those.</param>
    public static IAmazonStepFunctions FromEnvironment(AWSCredentials? credentials = null) => Make(new AmazonStepFunctionsConfig(), credentials);

    /// <summary>One for whom an ARN is of: in its region, and without credentials where it is of <see cref="LocalAccount"/>.</summary>
    /// <param name="arn">The ARN of a state machine or of an execution.</param>
    /// <exception cref="InvalidInputException">It is of a server, and the environment does not say where that is.</exception>
    public static IAmazonStepFunctions For(string arn)
    {
        var parts = arn.Split(':');
        var isLocal = parts[4] == LocalAccount;
        var config = new AmazonStepFunctionsConfig();
        if (isLocal && config.ServiceURL is null)
            throw new InvalidInputException($"{arn} is of a server on this machine. Say where it listens: export AWS_ENDPOINT_URL_SFN=http://127.0.0.1:PORT, as videopipeline serve prints it.");
        if (config.ServiceURL is null) config.RegionEndpoint = RegionEndpoint.GetBySystemName(parts[3]);
        return Make(config, isLocal ? new AnonymousAWSCredentials() : null);
    }

    private static AmazonStepFunctionsClient Make(AmazonStepFunctionsConfig config, AWSCredentials? credentials)
    {
        if (config.ServiceURL is { } address)
        {
            // Said again: where the SDK found it itself, with a region configured, its client goes to AWS all the same.
            var region = config.RegionEndpoint?.SystemName;
            config.ServiceURL = address;
            config.AuthenticationRegion = region;
        }
        return credentials is null ? new AmazonStepFunctionsClient(config) : new AmazonStepFunctionsClient(credentials, config);
    }
}
