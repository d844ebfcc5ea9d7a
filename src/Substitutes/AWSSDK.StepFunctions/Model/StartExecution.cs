using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Starts an execution.</summary>
public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The execution's name, 80 characters at most.</summary>
    public string Name { get; set; }

    /// <summary>The execution's input, JSON.</summary>
    public string Input { get; set; }
}

/// <summary>It is started.</summary>
public class StartExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>When it began.</summary>
    public DateTime? StartDate { get; set; }
}
