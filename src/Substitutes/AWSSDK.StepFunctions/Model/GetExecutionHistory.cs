using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of GetExecutionHistory.</summary>
public class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The maximum number of events in the page, up to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page; null for the first.</summary>
    public string NextToken { get; set; }

    /// <summary>Whether to return the newest event first.</summary>
    public bool? ReverseOrder { get; set; }

    /// <summary>Whether to include inputs and outputs.</summary>
    public bool? IncludeExecutionData { get; set; }
}

/// <summary>The response of GetExecutionHistory.</summary>
public class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    /// <summary>The events.</summary>
    public List<HistoryEvent> Events { get; set; }

    /// <summary>The token of the next page; null on the last page.</summary>
    public string NextToken { get; set; }
}

/// <summary>An event in the history of an execution.</summary>
public class HistoryEvent
{
    /// <summary>The number of the event, starting at 1.</summary>
    public long? Id { get; set; }

    /// <summary>The id of the previous event; 0 if there is none.</summary>
    public long? PreviousEventId { get; set; }

    /// <summary>The time of the event.</summary>
    public DateTime? Timestamp { get; set; }

    /// <summary>The type of the event.</summary>
    public HistoryEventType Type { get; set; }

    /// <summary>The details of a StateEntered event.</summary>
    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }

    /// <summary>The details of a StateExited event.</summary>
    public StateExitedEventDetails StateExitedEventDetails { get; set; }

    /// <summary>The details of a MapRunStarted event.</summary>
    public MapRunStartedEventDetails MapRunStartedEventDetails { get; set; }

    /// <summary>The details of an ExecutionFailed event.</summary>
    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }
}

/// <summary>The details of a StateEntered event.</summary>
public class StateEnteredEventDetails
{
    /// <summary>The name of the state.</summary>
    public string Name { get; set; }

    /// <summary>The JSON input of the state.</summary>
    public string Input { get; set; }
}

/// <summary>The details of a StateExited event.</summary>
public class StateExitedEventDetails
{
    /// <summary>The name of the state.</summary>
    public string Name { get; set; }

    /// <summary>The JSON output of the state.</summary>
    public string Output { get; set; }
}

/// <summary>The details of a MapRunStarted event.</summary>
public class MapRunStartedEventDetails
{
    /// <summary>The ARN of the Map Run.</summary>
    public string MapRunArn { get; set; }
}

/// <summary>The details of an ExecutionFailed event.</summary>
public class ExecutionFailedEventDetails
{
    /// <summary>The error name.</summary>
    public string Error { get; set; }

    /// <summary>The cause of the error.</summary>
    public string Cause { get; set; }
}
