using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of StopExecution.</summary>
public class StopExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The error name that the execution ends with.</summary>
    public string Error { get; set; }

    /// <summary>The cause that the execution ends with.</summary>
    public string Cause { get; set; }
}

/// <summary>The response of StopExecution.</summary>
public class StopExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>When the execution ended.</summary>
    public DateTime? StopDate { get; set; }
}
