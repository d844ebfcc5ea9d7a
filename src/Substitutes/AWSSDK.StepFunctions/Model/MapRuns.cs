using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Asks for a page of an execution's Map Runs.</summary>
public class ListMapRunsRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>Map Runs at most, up to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The page's token; null for the first.</summary>
    public string NextToken { get; set; }
}

/// <summary>A page of an execution's Map Runs.</summary>
public class ListMapRunsResponse : AmazonWebServiceResponse
{
    /// <summary>The Map Runs.</summary>
    public List<MapRunListItem> MapRuns { get; set; }

    /// <summary>The next page's token; null after the last.</summary>
    public string NextToken { get; set; }
}

/// <summary>A Map Run of an execution.</summary>
public class MapRunListItem
{
    /// <summary>The execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The Map Run.</summary>
    public string MapRunArn { get; set; }

    /// <summary>When it began.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTime? StopDate { get; set; }
}

/// <summary>Asks how far a Map Run is.</summary>
public class DescribeMapRunRequest : AmazonStepFunctionsRequest
{
    /// <summary>The Map Run.</summary>
    public string MapRunArn { get; set; }
}

/// <summary>How far a Map Run is.</summary>
public class DescribeMapRunResponse : AmazonWebServiceResponse
{
    /// <summary>The Map Run.</summary>
    public string MapRunArn { get; set; }

    /// <summary>The execution that it belongs to.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>How it stands.</summary>
    public MapRunStatus Status { get; set; }

    /// <summary>When it began.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>How its items stand.</summary>
    public MapRunItemCounts ItemCounts { get; set; }
}

/// <summary>How the items of a Map Run stand.</summary>
public class MapRunItemCounts
{
    /// <summary>All items.</summary>
    public long? Total { get; set; }

    /// <summary>Not begun.</summary>
    public long? Pending { get; set; }

    /// <summary>At work.</summary>
    public long? Running { get; set; }

    /// <summary>Done.</summary>
    public long? Succeeded { get; set; }

    /// <summary>Failed.</summary>
    public long? Failed { get; set; }

    /// <summary>Out of time.</summary>
    public long? TimedOut { get; set; }

    /// <summary>Stopped.</summary>
    public long? Aborted { get; set; }
}
