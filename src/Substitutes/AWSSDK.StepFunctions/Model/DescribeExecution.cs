using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of DescribeExecution.</summary>
public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }
}

/// <summary>The response of DescribeExecution.</summary>
public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The ARN of the state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The name of the execution.</summary>
    public string Name { get; set; }

    /// <summary>The status of the execution.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>When the execution started.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When the execution ended; null while it is running.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>The JSON input.</summary>
    public string Input { get; set; }

    /// <summary>The JSON output; null unless the execution succeeded.</summary>
    public string Output { get; set; }

    /// <summary>The error name, if the execution failed.</summary>
    public string Error { get; set; }

    /// <summary>The cause of the error, if the execution failed.</summary>
    public string Cause { get; set; }
}
