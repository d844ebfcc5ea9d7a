using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The first record of the journal of an execution: what it was started with.</summary>
internal static class ExecutionHeader
{
    public static JsonData Write(ExecutionStart start, ServerFolder folder)
    {
        var json = new ObjectBuilder
        {
            ["executionArn"] = start.Arn,
            ["stateMachineArn"] = start.StateMachineArn,
            ["type"] = start.Machine.Type,
            ["revisionId"] = start.Revision.Id,
            ["definition"] = folder.SaveDefinition(start.Revision.Text),
            ["roleArn"] = start.Revision.RoleArn,
            ["logging"] = start.Revision.Settings.Logging,
            ["tracing"] = start.Revision.Settings.Tracing,
            ["encryption"] = start.Revision.Settings.Encryption,
            ["revisionTicks"] = start.Revision.Date.UtcTicks,
            ["input"] = start.Input,
            ["startTicks"] = start.Started.UtcTicks,
        };
        if (start.VersionArn is { } version) json["versionArn"] = version;
        if (start.AliasArn is { } alias) json["aliasArn"] = alias;
        if (start.TraceHeader is { } header) json["traceHeader"] = header;
        if (start.Mock is { } mock) json["testCase"] = mock.TestCase;
        return json.Build();
    }

    /// <summary>Reads it.</summary>
    /// <param name="json">The record.</param>
    /// <param name="definitions">The definitions.</param>
    /// <param name="machines">The state machines.</param>
    /// <param name="mocks">The test cases of state machines.</param>
    /// <returns>What it was started with, and why that cannot be run; null if it can.</returns>
    /// <exception cref="IOException">The definition does not exist.</exception>
    public static (ExecutionStart Start, string? Problem) Read(
        JsonData json, SavedDefinitions definitions, LocalStateMachines machines, MockConfiguration mocks)
    {
        var (machineArn, type) = (json["stateMachineArn"]!.Text, json["type"]!.Text);
        var (text, definition, problem) = definitions.Read(json["definition"]!.Text, type);
        var settings = new StateMachineSettings(json["logging"]!, json["tracing"]!, json["encryption"]!);
        var revision = new Revision(
            json["revisionId"]!.Text, text, definition, json["roleArn"]!.Text, settings, Time(json["revisionTicks"]!));
        var machine = machines.TryGet(machineArn, out var known)
            ? known
            : new LocalStateMachine(machineArn, type, revision, default, new ResourceTags(machineArn, []));
        MockedExecution? mock = null;
        try
        {
            if (json["testCase"] is { } testCase) mock = mocks.Begin(machine, testCase.Text);
        }
        catch (ApiException missing)
        {
            problem ??= missing.Message;
        }
        var start = new ExecutionStart(
            json["executionArn"]!.Text, machineArn, machine, revision, (json["versionArn"] as StringData)?.Value, null,
            json["input"]!.Text, Time(json["startTicks"]!))
        {
            AliasArn = (json["aliasArn"] as StringData)?.Value,
            TraceHeader = (json["traceHeader"] as StringData)?.Value,
            Mock = mock,
        };
        return (start, problem);
    }

    private static DateTimeOffset Time(JsonData ticks) => new(ticks.Integer, TimeSpan.Zero);
}
