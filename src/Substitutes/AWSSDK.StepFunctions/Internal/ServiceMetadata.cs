using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

/// <summary>What the service is called in configuration files and variables.</summary>
internal sealed class ServiceMetadata : IServiceMetadata
{
    public string ServiceId => "SFN";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
