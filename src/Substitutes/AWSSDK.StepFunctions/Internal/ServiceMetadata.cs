using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

/// <summary>The name of the service in configuration files and environment variables.</summary>
internal sealed class ServiceMetadata : IServiceMetadata
{
    public string ServiceId => "SFN";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
