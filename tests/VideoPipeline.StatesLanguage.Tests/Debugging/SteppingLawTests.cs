using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Debugging;

/// <summary>Stepping with "continue" everywhere is the same as running freely.</summary>
public sealed class SteppingLawTests
{
    // Concurrent branches record their events in any order: with one at a time, histories can be compared as they are.
    private static readonly Gen<string[]> s_plans = Gen.Elements(
        "Pass", "Task", "Broken", "Caught", "Retried", "Wait", "Choice", "Parallel", "Map", "Distributed", "Fail", "Runtime")
        .ListOf(6).Select(names => names.ToArray());

    [Fact]
    public void Continue_EverywhereInAnyStateMachine_GivesTheSameResultAndHistory() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(s_plans.ToArbitrary(), plan =>
        {
            var definition = new Generated(plan).Definition;
            var free = Run(definition, debugger: null);
            var stepped = Run(definition, Continuing());
            return (free == stepped).Label($"{definition}\n{free}\n{stepped}");
        }));

    private static ExecutionDebugger Continuing()
    {
        var debugger = new ExecutionDebugger();
        debugger.Changed += () =>
        {
            foreach (var paused in debugger.Paused)
            {
                if (paused.Failure is null) paused.Enter();
                else paused.LetFail();
            }
        };
        return debugger;
    }

    private static string Run(string definition, IExecutionDebugger? debugger)
    {
        var machine = new Machine { Randomness = new CountingRandomness() };
        var calls = 0;
        machine.Functions
            .With("echo", payload => payload)
            .With("broken", _ => throw new TaskFailedException("Broken", "always"))
            .With("flaky", payload => ++calls % 2 == 1 ? throw new TaskFailedException("Flaky", "once") : payload);
        machine.Options = machine.Options with { Debugger = debugger, ChildHistories = ChildHistories.All };
        var result = machine.RunAsync(definition, """{"items": [1, 2, 3]}""").GetAwaiter().GetResult();
        return Describe(result);
    }

    private static string Describe(ExecutionResult result) => string.Join('\n', [
        $"{result.ExecutionArn} {result.Status} {result.Output} {result.Error} {result.Cause}",
        .. result.History.Select(entry => (entry with { Timestamp = DateTimeOffset.UnixEpoch }).ToJson().ToString()),
        .. result.MapRuns.SelectMany(run => run.Executions).Select(Describe)]);

    /// <summary>A state machine of states after one another, each of a kind.</summary>
    private sealed class Generated(string[] plan)
    {
        private int _names;

        public string Definition => Workflow(plan, nested: false);

        private string Workflow(string[] kinds, bool nested)
        {
            var names = kinds.Select(_ => $"S{++_names}").Append($"End{++_names}").ToArray();
            var states = kinds.Select(
                (kind, at) => $"\"{names[at]}\": {State(kind, names[at + 1], names[^1], kinds[at..], nested)}");
            var all = string.Join(", ", states.Append($$"""  "{{names[^1]}}": {"Type": "Pass", "End": true}"""));
            return $$"""{"StartAt": "{{names[0]}}", "States": { {{all}} } }""";
        }

        private string State(string kind, string next, string end, string[] rest, bool nested)
        {
            var inner = nested ? ["Pass"] : rest[1..];
            return kind switch
            {
                "Pass" => $$"""{"Type": "Pass", "Parameters": {"items.$": "$.items", "was.$": "$"}, "Next": "{{next}}"}""",
                "Task" => Task("echo", "", next),
                "Broken" => Task("broken", "", next),
                "Caught" => Task(
                    "broken", $$""" "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "{{end}}"}],""", next),
                "Retried" => Task("flaky", """ "Retry": [{"ErrorEquals": ["Flaky"], "IntervalSeconds": 3}],""", next),
                "Wait" => $$"""{"Type": "Wait", "Seconds": 4, "Next": "{{next}}"}""",
                "Choice" => $$"""
                    {"Type": "Choice", "Choices": [{"Variable": "$.items", "IsPresent": true, "Next": "{{next}}"}],
                      "Default": "{{end}}"}
                    """,
                "Parallel" => $$"""
                    {"Type": "Parallel", "ResultPath": "$.p", "Branches": [{{Workflow(inner, nested: true)}}], "Next": "{{next}}"}
                    """,
                "Map" or "Distributed" => $$"""
                    {"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"items.$": "$.items"},
                      "MaxConcurrency": 1, "ResultPath": "$.m",
                     "ItemProcessor": {{Processor(kind, Workflow(inner, nested: true))}}, "Next": "{{next}}"}
                    """,
                "Fail" => $$$"""
                    {"Type": "Parallel", "Next": "{{{next}}}", "Branches": [
                      {"StartAt": "F{{{++_names}}}", "States": {"F{{{_names}}}": {"Type": "Fail", "Error": "Mine",
                        "Cause": "here"} } }]}
                    """,
                _ => $$"""{"Type": "Pass", "InputPath": "$.nowhere", "Next": "{{next}}"}""",
            };
        }

        private static string Processor(string kind, string workflow) => kind == "Map"
            ? workflow
            : """{"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},""" + workflow.Trim()[1..];

        private static string Task(string function, string fields, string next) => $$"""
            {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:{{function}}", {{fields}} "Next": "{{next}}"}
            """;
    }

    /// <summary>The same sequence of values in every run.</summary>
    private sealed class CountingRandomness : Randomness
    {
        private int _count;

        public override double NextDouble() => 0.5;

        public override Guid NextGuid() => new(++_count, 0, 0, new byte[8]);
    }
}
