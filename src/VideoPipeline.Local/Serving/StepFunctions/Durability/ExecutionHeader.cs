using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
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

    /// <summary>The hash of the definition.</summary>
    public static string Definition(JsonData json) => json["definition"]!.Text;

    /// <summary>Reads it.</summary>
    /// <param name="json">The record.</param>
    /// <param name="folder">The folder with the definition.</param>
    /// <param name="find">Finds a state machine by its ARN.</param>
    /// <returns>What it was started with, and why that cannot be run; null if it can.</returns>
    /// <exception cref="IOException">The definition does not exist.</exception>
    public static (ExecutionStart Start, string? Problem) Read(
        JsonData json, ServerFolder folder, Func<string, LocalStateMachine?> find)
    {
        var (machineArn, text) = (json["stateMachineArn"]!.Text, folder.ReadDefinition(Definition(json)));
        var type = json["type"]!.Text;
        var (definition, problem) = Parse(text, type);
        if (json["testCase"] is not null) problem = "An execution of a test case does not go on after the end of its server.";
        var settings = new StateMachineSettings(json["logging"]!, json["tracing"]!, json["encryption"]!);
        var revision = new Revision(
            json["revisionId"]!.Text, text, definition, json["roleArn"]!.Text, settings, Time(json["revisionTicks"]!));
        var machine = find(machineArn)
            ?? new LocalStateMachine(machineArn, type, revision, default, new ResourceTags(machineArn, []));
        var start = new ExecutionStart(
            json["executionArn"]!.Text, machineArn, machine, revision, (json["versionArn"] as StringData)?.Value, null,
            json["input"]!.Text, Time(json["startTicks"]!))
        {
            AliasArn = (json["aliasArn"] as StringData)?.Value,
            TraceHeader = (json["traceHeader"] as StringData)?.Value,
        };
        return (start, problem);
    }

    private static (StateMachineDefinition Definition, string? Problem) Parse(string text, string type)
    {
        try
        {
            return (StateMachineDefinition.Parse(text, type == StateMachineType.Express), null);
        }
        catch (InvalidDefinitionException invalid)
        {
            const string None = """{"StartAt": "None", "States": {"None": {"Type": "Fail"}}}""";
            return (StateMachineDefinition.Parse(None), $"Its definition can no longer be read: {invalid.Message}");
        }
    }

    private static DateTimeOffset Time(JsonData ticks) => new(ticks.Integer, TimeSpan.Zero);
}
