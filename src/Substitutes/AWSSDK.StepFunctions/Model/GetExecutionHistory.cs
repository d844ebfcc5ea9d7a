using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Asks for a page of an execution's events.</summary>
public class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>Events at most, up to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The page's token; null for the first.</summary>
    public string NextToken { get; set; }

    /// <summary>The newest event first.</summary>
    public bool? ReverseOrder { get; set; }

    /// <summary>With inputs and outputs.</summary>
    public bool? IncludeExecutionData { get; set; }
}

/// <summary>A page of an execution's events.</summary>
public class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    /// <summary>The events.</summary>
    public List<HistoryEvent> Events { get; set; }

    /// <summary>The next page's token; null after the last.</summary>
    public string NextToken { get; set; }
}

/// <summary>An event of an execution.</summary>
public class HistoryEvent
{
    /// <summary>Its number, from 1.</summary>
    public long? Id { get; set; }

    /// <summary>The event that it follows; 0 for none.</summary>
    public long? PreviousEventId { get; set; }

    /// <summary>When it happened.</summary>
    public DateTime? Timestamp { get; set; }

    /// <summary>What happened.</summary>
    public HistoryEventType Type { get; set; }

    /// <summary>Of a state that was entered.</summary>
    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }

    /// <summary>Of a state that was left.</summary>
    public StateExitedEventDetails StateExitedEventDetails { get; set; }

    /// <summary>Of a Map Run that began.</summary>
    public MapRunStartedEventDetails MapRunStartedEventDetails { get; set; }

    /// <summary>Of an execution that failed.</summary>
    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }
}

/// <summary>Of a state that was entered.</summary>
public class StateEnteredEventDetails
{
    /// <summary>The state.</summary>
    public string Name { get; set; }

    /// <summary>Its input, JSON.</summary>
    public string Input { get; set; }
}

/// <summary>Of a state that was left.</summary>
public class StateExitedEventDetails
{
    /// <summary>The state.</summary>
    public string Name { get; set; }

    /// <summary>Its output, JSON.</summary>
    public string Output { get; set; }
}

/// <summary>Of a Map Run that began.</summary>
public class MapRunStartedEventDetails
{
    /// <summary>The Map Run.</summary>
    public string MapRunArn { get; set; }
}

/// <summary>Of an execution that failed.</summary>
public class ExecutionFailedEventDetails
{
    /// <summary>The error's name.</summary>
    public string Error { get; set; }

    /// <summary>Why.</summary>
    public string Cause { get; set; }
}
