using static VideoPipeline.Local.Serving.StepFunctions.Shapes.ModelShapes;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>The requests of the operations (service model of AWS Step Functions, version 2016-11-23).</summary>
internal static class InputShapes
{
    /// <summary>The shapes of the requests, by operation.</summary>
    public static IReadOnlyDictionary<string, StructureShape> All { get; } = new Dictionary<string, StructureShape>
    {
        ["CreateActivity"] = Input(
            Required("name", Name), Optional("tags", Tags), Optional("encryptionConfiguration", Encryption)),
        ["CreateStateMachine"] = Input(
            Required("name", Name), Required("definition", Definition), Required("roleArn", Arn),
            Optional("type", MachineType), Optional("loggingConfiguration", Logging), Optional("tags", Tags),
            Optional("tracingConfiguration", Tracing), Optional("publish", Flag),
            Optional("versionDescription", Description), Optional("encryptionConfiguration", Encryption)),
        ["CreateStateMachineAlias"] = Input(
            Optional("description", Description), Required("name", AliasName),
            Required("routingConfiguration", Routing)),
        ["DeleteActivity"] = Input(Required("activityArn", Arn)),
        ["DeleteStateMachine"] = Input(Required("stateMachineArn", Arn)),
        ["DeleteStateMachineAlias"] = Input(Required("stateMachineAliasArn", Arn)),
        ["DeleteStateMachineVersion"] = Input(Required("stateMachineVersionArn", LongArn)),
        ["DescribeActivity"] = Input(Required("activityArn", Arn)),
        ["DescribeExecution"] = Input(Required("executionArn", Arn), Optional("includedData", IncludedData)),
        ["DescribeMapRun"] = Input(Required("mapRunArn", LongArn)),
        ["DescribeStateMachine"] = Input(Required("stateMachineArn", Arn), Optional("includedData", IncludedData)),
        ["DescribeStateMachineAlias"] = Input(Required("stateMachineAliasArn", Arn)),
        ["DescribeStateMachineForExecution"] = Input(
            Required("executionArn", Arn), Optional("includedData", IncludedData)),
        ["GetActivityTask"] = Input(Required("activityArn", Arn), Optional("workerName", Name)),
        ["GetExecutionHistory"] = Input(
            Required("executionArn", Arn), Optional("maxResults", PageSize), Optional("reverseOrder", Flag),
            Optional("nextToken", PageToken), Optional("includeExecutionData", Flag)),
        ["ListActivities"] = Input(Optional("maxResults", PageSize), Optional("nextToken", PageToken)),
        ["ListExecutions"] = Input(
            Optional("stateMachineArn", Arn), Optional("statusFilter", ExecutionStatus),
            Optional("maxResults", PageSize), Optional("nextToken", ListExecutionsPageToken),
            Optional("mapRunArn", LongArn), Optional("redriveFilter", RedriveFilter)),
        ["ListMapRuns"] = Input(
            Required("executionArn", Arn), Optional("maxResults", PageSize), Optional("nextToken", PageToken)),
        ["ListStateMachineAliases"] = Input(
            Required("stateMachineArn", Arn), Optional("nextToken", PageToken), Optional("maxResults", PageSize)),
        ["ListStateMachineVersions"] = Input(
            Required("stateMachineArn", Arn), Optional("nextToken", PageToken), Optional("maxResults", PageSize)),
        ["ListStateMachines"] = Input(Optional("maxResults", PageSize), Optional("nextToken", PageToken)),
        ["ListTagsForResource"] = Input(Required("resourceArn", Arn)),
        ["PublishStateMachineVersion"] = Input(
            Required("stateMachineArn", Arn), Optional("revisionId", RevisionId),
            Optional("description", Description)),
        ["RedriveExecution"] = Input(Required("executionArn", Arn), Optional("clientToken", ClientToken)),
        ["SendTaskFailure"] = Input(
            Required("taskToken", TaskToken), Optional("error", Error), Optional("cause", Cause)),
        ["SendTaskHeartbeat"] = Input(Required("taskToken", TaskToken)),
        ["SendTaskSuccess"] = Input(Required("taskToken", TaskToken), Required("output", Data)),
        ["StartExecution"] = Input(
            Required("stateMachineArn", Arn), Optional("name", Name), Optional("input", Data),
            Optional("traceHeader", TraceHeader)),
        ["StartSyncExecution"] = Input(
            Required("stateMachineArn", Arn), Optional("name", Name), Optional("input", Data),
            Optional("traceHeader", TraceHeader), Optional("includedData", IncludedData)),
        ["StopExecution"] = Input(Required("executionArn", Arn), Optional("error", Error), Optional("cause", Cause)),
        ["TagResource"] = Input(Required("resourceArn", Arn), Required("tags", Tags)),
        ["TestState"] = Input(
            Required("definition", Definition), Optional("roleArn", Arn), Optional("input", Data),
            Optional("inspectionLevel", OneOf("INFO", "DEBUG", "TRACE")), Optional("revealSecrets", Flag),
            Optional("variables", Data), Optional("stateName", StateName), Optional("mock", Mock),
            Optional("context", Data), Optional("stateConfiguration", StateConfiguration)),
        ["UntagResource"] = Input(Required("resourceArn", Arn), Required("tagKeys", TagKeys)),
        ["UpdateMapRun"] = Input(
            Required("mapRunArn", LongArn), Optional("maxConcurrency", Count),
            Optional("toleratedFailurePercentage", Percentage), Optional("toleratedFailureCount", LongCount)),
        ["UpdateStateMachine"] = Input(
            Required("stateMachineArn", Arn), Optional("definition", Definition), Optional("roleArn", Arn),
            Optional("loggingConfiguration", Logging), Optional("tracingConfiguration", Tracing),
            Optional("publish", Flag), Optional("versionDescription", Description),
            Optional("encryptionConfiguration", Encryption)),
        ["UpdateStateMachineAlias"] = Input(
            Required("stateMachineAliasArn", Arn), Optional("description", Description),
            Optional("routingConfiguration", Routing)),
        ["ValidateStateMachineDefinition"] = Input(
            Required("definition", Definition), Optional("type", MachineType), Optional("severity", Severity),
            Optional("maxResults", new NumberShape(NumberShape.Integer, 0, 100))),
    };

    private static StructureShape Input(params IReadOnlyList<Member> members) => new("Input", members);
}
