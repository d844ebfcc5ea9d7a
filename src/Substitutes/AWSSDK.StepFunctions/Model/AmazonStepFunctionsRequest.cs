using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The base class of requests. The operation is the name of the derived type without <c>Request</c>.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
