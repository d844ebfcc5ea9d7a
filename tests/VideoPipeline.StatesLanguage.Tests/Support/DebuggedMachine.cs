using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>A machine with a debugger, and definitions to step through.</summary>
internal sealed class DebuggedMachine
{
    /// <summary>The Resource field of the function <c>f</c>.</summary>
    public const string Resource = "\"Resource\": \"arn:aws:lambda:r:1:function:f\"";

    /// <summary>A workflow of one Pass state.</summary>
    public const string Inner = """{"StartAt": "Inner", "States": {"Inner": {"Type": "Pass", "End": true}}}""";

    /// <summary>The machine.</summary>
    public Machine Machine { get; } = new();

    /// <summary>A Parallel or Map state whose workflow is one Task state.</summary>
    public static string Nested(string type)
    {
        var inner = $$"""{"StartAt": "Inner", "States": {"Inner": {"Type": "Task", {{Resource}}, "End": true} } }""";
        return Machine.Single(type == "Map"
            ? $$"""{"Type": "Map", "ItemProcessor": {{inner}}}"""
            : $$"""{"Type": "Parallel", "Branches": [{{inner}}]}""");
    }

    /// <summary>The inputs of the states that were entered, in order.</summary>
    public static IEnumerable<string> Inputs(ExecutionResult result) =>
        result.History.Select(entry => entry.Details).OfType<StateEnteredDetails>().Select(details => details.Input.ToString());

    /// <summary>Lets the function fail for the input <c>"broken"</c>.</summary>
    public void FailForBroken() => Machine.Functions.With(
        "f", payload => payload.Equals("broken") ? throw new TaskFailedException("Broken", "broken") : payload);

    /// <summary>Runs a definition with a debugger.</summary>
    public Task<ExecutionResult> RunAsync(string definition, IExecutionDebugger debugger, string input = "{}")
    {
        Machine.Options = Machine.Options with { Debugger = debugger };
        return Machine.RunAsync(definition, input);
    }
}
