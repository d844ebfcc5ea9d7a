using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.FaultInjection;

/// <summary>A few of the schedules that <c>Program.cs</c> runs.</summary>
public sealed class FaultScheduleTests
{
    [Fact]
    public async Task Run_FirstSchedules_EndInTheCleanBytesOrATypedErrorAndAreRepairedByARerun()
    {
        await using var bed = await TestBed.CreateAsync();
        var outcomes = new List<ScheduleOutcome>();
        for (var seed = 1; seed <= 12; seed++) outcomes.Add(await bed.RunAsync(seed));
        Assert.Empty(outcomes.Where(outcome => outcome.Violation is not null).Select(outcome => outcome.ToString()));
        // The test proves nothing if nothing fails, or everything.
        Assert.Contains(outcomes, outcome => outcome.End == "SUCCEEDED" && outcome.Faults > 0);
        Assert.Contains(outcomes, outcome => outcome.End != "SUCCEEDED");
    }

    [Fact]
    public async Task Run_TenTimes_NothingIsLeft()
    {
        await using var bed = await TestBed.CreateAsync();
        Assert.Null(await Soak.RunAsync(bed, 10));
    }

    [ProgramFact("strace")]
    public async Task Run_KilledAtWrites_RerunEndsInTheSameBytes()
    {
        using var kills = new WriteKills();
        var (killed, violations) = await kills.RunAsync(4);
        Assert.Empty(violations);
        Assert.Equal(4, killed);
    }
}
