using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of ListExecutions. It names a state machine or a Map Run.</summary>
public class ListExecutionsRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the state machine; null if there is a Map Run.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The ARN of the Map Run, to list its child executions; null if there is a state machine.</summary>
    public string MapRunArn { get; set; }

    /// <summary>The status of the executions; null for all.</summary>
    public ExecutionStatus StatusFilter { get; set; }

    /// <summary>The maximum number of executions in the page, up to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page; null for the first.</summary>
    public string NextToken { get; set; }
}

/// <summary>The response of ListExecutions.</summary>
public class ListExecutionsResponse : AmazonWebServiceResponse
{
    /// <summary>The executions, most recently started first.</summary>
    public List<ExecutionListItem> Executions { get; set; }

    /// <summary>The token of the next page; null on the last page.</summary>
    public string NextToken { get; set; }
}

/// <summary>An execution in a list.</summary>
public class ExecutionListItem
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The ARN of its state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its status.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>When it started.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When it ended; null while it is running.</summary>
    public DateTime? StopDate { get; set; }
}
