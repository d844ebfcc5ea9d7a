using Amazon.StepFunctions;

namespace VideoPipeline.Functions;

/// <summary>Clients for Step Functions.</summary>
public static class StepFunctionsClients
{
    /// <summary>One of the environment and the AWS configuration files: credentials, region and endpoint.</summary>
    public static IAmazonStepFunctions FromEnvironment()
    {
        var config = new AmazonStepFunctionsConfig();
        if (config.ServiceURL is { } address)
        {
            // Said again: where the SDK found it itself, with a region configured, its client goes to AWS all the same.
            var region = config.RegionEndpoint?.SystemName;
            config.ServiceURL = address;
            config.AuthenticationRegion = region;
        }
        return new AmazonStepFunctionsClient(config);
    }
}
