using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Asks how far an execution is.</summary>
public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }
}

/// <summary>How far an execution is.</summary>
public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>How it stands.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>When it began.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>Its input, JSON.</summary>
    public string Input { get; set; }

    /// <summary>Its output, JSON; null unless it succeeded.</summary>
    public string Output { get; set; }

    /// <summary>The error's name, where it failed.</summary>
    public string Error { get; set; }

    /// <summary>Why, where it failed.</summary>
    public string Cause { get; set; }
}
