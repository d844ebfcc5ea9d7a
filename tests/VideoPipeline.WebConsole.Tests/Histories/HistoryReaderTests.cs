using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.WebConsole.Histories;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Histories;

public sealed class HistoryReaderTests
{
    [Fact]
    public async Task Add_SequenceOfStates_HasEachWithItsInputAndOutput()
    {
        var reader = await ReadAsync("""
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Result": 1, "ResultPath": "$.a", "Next": "B"}, "B": {"Type": "Succeed"}}}
            """);

        Assert.Equal(["A", "B"], reader.Visits.Select(visit => visit.Name));
        Assert.Equal("""{"a":1}""", reader.Visits[0].Output!.ToString());
        Assert.All(reader.Visits, visit => Assert.Equal(VisitStatus.Succeeded, visit.Status));
        Assert.Equal([("A", "B")], reader.Taken);
    }

    [Fact]
    public async Task Add_BranchesAndIterations_AreWithinTheirStates()
    {
        var reader = await ReadAsync("""
            {"StartAt": "P", "States": {
              "P": {"Type": "Parallel", "Next": "M", "Branches": [
                {"StartAt": "P1", "States": {"P1": {"Type": "Pass", "Next": "P2"}, "P2": {"Type": "Pass", "End": true}}},
                {"StartAt": "Q1", "States": {"Q1": {"Type": "Pass", "End": true}}}]},
              "M": {"Type": "Map", "End": true, "ItemProcessor": {
                "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}
            """);

        Assert.Equal(
            ["I in M", "I in M", "M in ", "P in ", "P1 in P", "P2 in P", "Q1 in P"],
            reader.Visits.Select(visit => $"{visit.Name} in {visit.Parent?.Name}").Order(StringComparer.Ordinal));
        Assert.Equal([0, 1], reader.Visits.Where(visit => visit.Name == "I").Select(visit => visit.Iteration!.Value).Order());
        Assert.All(reader.Visits, visit => Assert.Equal(VisitStatus.Succeeded, visit.Status));
        Assert.All(reader.Visits, visit => Assert.NotNull(visit.Exited));
    }

    [Fact]
    public async Task Add_TaskThatIsRetried_HasEachAttempt()
    {
        var reader = await ReadAsync(
            """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
              "Parameters": {"FunctionName": "f"}, "Retry": [{"ErrorEquals": ["Once"], "IntervalSeconds": 1, "MaxAttempts": 1}]}}}
            """,
            attempt => attempt == 1 ? throw new TaskFailedException("Once", "the first time") : "done");

        var visit = Assert.Single(reader.Visits);
        Assert.Equal([VisitStatus.Failed, VisitStatus.Succeeded], visit.Attempts.Select(attempt => attempt.Status));
        Assert.Equal("the first time", visit.Attempts[0].Cause);
        Assert.Equal((VisitStatus.Succeeded, 1), (visit.Status, visit.Retries));
    }

    [Fact]
    public async Task Add_ParallelThatIsRetried_SucceedsInTheEnd()
    {
        var reader = await ReadAsync(
            """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true,
              "Retry": [{"ErrorEquals": ["Once"], "IntervalSeconds": 1, "MaxAttempts": 1}],
              "Branches": [{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "End": true, "Parameters": {"FunctionName": "f"}}}}]}}}
            """,
            attempt => attempt == 1 ? throw new TaskFailedException("Once", "the first time") : "done");

        Assert.Equal(
            [("P", VisitStatus.Succeeded), ("T", VisitStatus.Failed), ("T", VisitStatus.Succeeded)],
            reader.Visits.Select(visit => (visit.Name, visit.Status)));
    }

    [Fact]
    public async Task Add_ErrorThatIsCaught_IsCaughtAndNotFailed()
    {
        var reader = await ReadAsync(
            """
            {"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                    "Parameters": {"FunctionName": "f"},
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]},
              "C": {"Type": "Pass", "End": true}}}
            """,
            _ => throw new TaskFailedException("Always", "no luck"));

        Assert.Equal(
            [("T", VisitStatus.Caught), ("C", VisitStatus.Succeeded)],
            reader.Visits.Select(visit => (visit.Name, visit.Status)));
        Assert.Equal("Always", reader.Visits[0].Error);
    }

    [Fact]
    public async Task Add_FailureInABranch_FailsWhatIsAroundIt()
    {
        var reader = await ReadAsync("""
            {"StartAt": "P", "States": {
              "P": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1000, "End": true}}},
                {"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E", "Cause": "why"}}}]}}}
            """);

        Assert.Equal(
            [("F", VisitStatus.Failed, null), ("P", VisitStatus.Failed, "E"), ("W", VisitStatus.Aborted, null)],
            reader.Visits.Select(visit => (visit.Name, visit.Status, visit.Error)).OrderBy(visit => visit.Name));
    }

    private static async Task<HistoryReader> ReadAsync(string definition, Func<int, JsonData>? task = null)
    {
        var reader = new HistoryReader();
        var engine = new StatesEngine(new Tasks(task ?? (_ => JsonData.Null)));
        var result = await engine.RunAsync(
            StateMachineDefinition.Parse(definition),
            JsonData.Parse(definition.Contains("\"Map\"", StringComparison.Ordinal) ? "[1, 2]" : "{}"),
            new ExecutionOptions { Name = "any" });
        foreach (var entry in result.History) reader.Add(entry);
        return reader;
    }

    private sealed class Tasks(Func<int, JsonData> result) : ITaskInvoker
    {
        private int _attempts;

        public Task<JsonData> InvokeAsync(TaskInvocation call, CancellationToken cancellation) =>
            Task.FromResult(result(++_attempts));
    }
}
