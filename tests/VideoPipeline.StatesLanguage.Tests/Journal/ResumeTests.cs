using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Journal;

/// <summary>Executions that are interrupted at any entry of their journal, and resumed.</summary>
public sealed class ResumeTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task ResumeAsync_CutAnywhere_SameOutcomeAndNothingEndedIsCalledAgain(int seed)
    {
        var machine = new JournaledMachine(RandomMachine.Create(seed));
        var whole = await machine.RunAsync([]);
        var random = new Random(seed);

        for (var cut = 0; cut < whole.Journal.Count; cut++)
        {
            if (JournaledMachine.Read(whole.Journal.Take(cut)).Status != ExecutionStatus.Running) continue;
            var resumed = await machine.RunAsync([.. whole.Journal.Take(cut)]);
            Check(whole, resumed, $"seed {seed}, cut at {cut}");
            if (resumed.Journal.Count <= cut + 1) continue;

            var second = random.Next(cut, resumed.Journal.Count);
            if (JournaledMachine.Read(resumed.Journal.Take(second)).Status != ExecutionStatus.Running) continue;
            Check(whole, await machine.RunAsync([.. resumed.Journal.Take(second)]), $"seed {seed}, cut at {cut} and at {second}");
        }
    }

    private static void Check(JournaledRun whole, JournaledRun resumed, string where)
    {
        var (expected, actual) = (whole.Result, resumed.Result);
        Assert.True(
            (expected.Status, expected.Error) == (actual.Status, actual.Error) && Equals(expected.Output, actual.Output),
            $"{where}: {actual.Status} {actual.Error} {actual.Cause} {actual.Output} instead of "
            + $"{expected.Status} {expected.Error} {expected.Cause} {expected.Output}");
        Assert.Equal(resumed.Before.History, actual.History.Take(resumed.Before.History.Count));
        Assert.Equal(Enumerable.Range(1, actual.History.Count), actual.History.Select(entry => (int)entry.Id));
        foreach (var (input, calls) in resumed.Calls)
        {
            var scheduled = Scheduled(actual, input);
            Assert.True(
                calls + resumed.EndedBefore.GetValueOrDefault(input) <= scheduled,
                $"{where}: {input} has been called {calls} times again, is scheduled {scheduled} times");
        }
        if (HasNoFailure(expected))
            Assert.True(Types(expected).SequenceEqual(Types(actual)), $"{where}: {Difference(expected, actual)}");

        var again = JournaledMachine.Read(resumed.Journal);
        Assert.Equal((actual.Status, actual.Output?.ToString()), (again.Status, again.Output?.ToString()));
        Assert.Equal(Types(actual), Types(again));
        Assert.Equal(Runs(actual), Runs(again));
    }

    private static IEnumerable<(string Arn, ExecutionStatus, MapRunCounts, MapRunCounts)> Runs(ExecutionResult result) =>
        result.MapRuns
            .Select(run => (run.Arn, run.Status, run.ExecutionCounts, run.ItemCounts))
            .OrderBy(run => run.Arn, StringComparer.Ordinal);

    private static int Scheduled(ExecutionResult result, string input) => JournaledMachine.Histories(result)
        .Sum(history => history.Count(entry =>
            entry.Details is LambdaFunctionScheduledDetails details && details.Input.ToString() == input));

    // If a branch fails, chance decides how far the others get.
    private static bool HasNoFailure(ExecutionResult result)
    {
        var types = Types(result).ToArray();
        return result.Status == ExecutionStatus.Succeeded
            && types.Count(type => type.EndsWith("StateStarted", StringComparison.Ordinal))
                == types.Count(type => type is "ParallelStateEntered" or "MapStateEntered")
            && !types.Any(type => type is "ParallelStateFailed" or "MapStateFailed" or "MapRunFailed" or "ExecutionFailed");
    }

    private static IEnumerable<string> Types(ExecutionResult result) => JournaledMachine.Histories(result)
        .SelectMany(history => history).Select(entry => entry.Type.ToString()).Order(StringComparer.Ordinal);

    private static string Difference(ExecutionResult expected, ExecutionResult actual) =>
        string.Join(' ', expected.History.Select(entry => entry.Type)) + "\n"
        + string.Join(' ', actual.History.Select(entry => entry.Type));
}
