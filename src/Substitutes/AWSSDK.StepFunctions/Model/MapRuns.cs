using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The request of ListMapRuns.</summary>
public class ListMapRunsRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The maximum number of Map Runs in the page, up to 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page; null for the first.</summary>
    public string NextToken { get; set; }
}

/// <summary>The response of ListMapRuns.</summary>
public class ListMapRunsResponse : AmazonWebServiceResponse
{
    /// <summary>The Map Runs.</summary>
    public List<MapRunListItem> MapRuns { get; set; }

    /// <summary>The token of the next page; null on the last page.</summary>
    public string NextToken { get; set; }
}

/// <summary>A Map Run of an execution.</summary>
public class MapRunListItem
{
    /// <summary>The ARN of the execution.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The ARN of the Map Run.</summary>
    public string MapRunArn { get; set; }

    /// <summary>When the Map Run started.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When the Map Run ended; null while it is running.</summary>
    public DateTime? StopDate { get; set; }
}

/// <summary>The request of DescribeMapRun.</summary>
public class DescribeMapRunRequest : AmazonStepFunctionsRequest
{
    /// <summary>The ARN of the Map Run.</summary>
    public string MapRunArn { get; set; }
}

/// <summary>The response of DescribeMapRun.</summary>
public class DescribeMapRunResponse : AmazonWebServiceResponse
{
    /// <summary>The ARN of the Map Run.</summary>
    public string MapRunArn { get; set; }

    /// <summary>The ARN of the execution that contains the Map Run.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>The status of the Map Run.</summary>
    public MapRunStatus Status { get; set; }

    /// <summary>When the Map Run started.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>When the Map Run ended; null while it is running.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>The number of items by status.</summary>
    public MapRunItemCounts ItemCounts { get; set; }
}

/// <summary>The number of items of a Map Run by status.</summary>
public class MapRunItemCounts
{
    /// <summary>The number of all items.</summary>
    public long? Total { get; set; }

    /// <summary>The number of pending items.</summary>
    public long? Pending { get; set; }

    /// <summary>The number of running items.</summary>
    public long? Running { get; set; }

    /// <summary>The number of succeeded items.</summary>
    public long? Succeeded { get; set; }

    /// <summary>The number of failed items.</summary>
    public long? Failed { get; set; }

    /// <summary>The number of timed out items.</summary>
    public long? TimedOut { get; set; }

    /// <summary>The number of aborted items.</summary>
    public long? Aborted { get; set; }
}
