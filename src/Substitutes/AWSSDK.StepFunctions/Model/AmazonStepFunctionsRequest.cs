using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>A request; the operation is its type's name without <c>Request</c>.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
