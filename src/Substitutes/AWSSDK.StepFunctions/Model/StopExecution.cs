using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Stops an execution.</summary>
public class StopExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The error's name that it ends with.</summary>
    public string Error { get; set; }

    /// <summary>Why it is stopped.</summary>
    public string Cause { get; set; }
}

/// <summary>It is stopped.</summary>
public class StopExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>When it ended.</summary>
    public DateTime? StopDate { get; set; }
}
