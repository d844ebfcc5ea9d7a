namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>What a Map Run was started with.</summary>
/// <param name="Arn"><c>arn:aws:states:REGION:ACCOUNT:mapRun:MACHINE/LABEL:UUID</c>.</param>
/// <param name="Label">The label in the ARN.</param>
/// <param name="StateName">The name of the Map state.</param>
/// <param name="ExecutionArn">The ARN of the execution that contains the Map state.</param>
/// <param name="Tolerance">The failures that do not fail the Map Run.</param>
/// <param name="MaxConcurrency">The maximum number of child executions that run at the same time; 0 for AWS's own.</param>
/// <param name="StartDate">When it started.</param>
internal sealed record MapRunStart(
    string Arn, string Label, string StateName, string ExecutionArn, FailureTolerance Tolerance, int MaxConcurrency,
    DateTimeOffset StartDate)
{
    public MapRun Create() => new(Arn, Label, StateName, ExecutionArn, Tolerance, MaxConcurrency, StartDate);
}
