using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of StartExecution.</summary>
public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The name of the execution, at most 80 characters.</summary>
    public string Name { get; set; }

    /// <summary>The JSON input of the execution.</summary>
    public string Input { get; set; }
}

/// <summary>The response of StartExecution.</summary>
public class StartExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>When the execution started.</summary>
    public DateTime? StartDate { get; set; }
}
