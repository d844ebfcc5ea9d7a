using VideoPipeline.Functions;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Profiles;

/// <summary>Measures the steps of a run in this process.</summary>
internal sealed class RunProfiler
{
    private const string Start = "start", End = "end";

    private readonly TimeProvider _time;
    private readonly List<(string Step, double Seconds, ProcessorUsage Usage)> _marks = [];
    private readonly long _created;
    private readonly double _age;

    /// <summary>Starts measuring; what the process did before belongs to the step <c>start</c>.</summary>
    public RunProfiler(TimeProvider time)
    {
        (_time, _created) = (time, time.GetTimestamp());
        _age = ProcessAge.Measure(time).TotalSeconds;
        _marks.Add((Start, 0, default));
    }

    /// <summary>Notes that the run is in a state. Only the first call for a state counts until another is entered.</summary>
    public void Enter(string state)
    {
        if (_marks[^1].Step != state) _marks.Add((state, Now(), ProcessorUsage.Now()));
    }

    /// <summary>Notes that the run has ended: what follows belongs to the step <c>end</c>.</summary>
    public void EnterEnd() => Enter(End);

    /// <summary>Ends measuring.</summary>
    /// <param name="report">The report of the run.</param>
    /// <param name="ranges">The reports of the workers of its ranges.</param>
    /// <param name="processors">The processors of the machine.</param>
    public RunProfile Finish(RunReport report, IReadOnlyList<RangeReport> ranges, int processors)
    {
        var (now, usage) = (Now(), ProcessorUsage.Now());
        _marks.Add(("", now, usage));
        var steps = _marks.Zip(_marks.Skip(1), (from, to) =>
        {
            var used = to.Usage - from.Usage;
            var (elapsed, own, ffmpeg) = (to.Seconds - from.Seconds, used.Own.TotalSeconds, used.Children.TotalSeconds);
            var (frames, bytes) = WorkOf(from.Step, report.Access);
            return new StepProfile(
                from.Step, elapsed, own, ffmpeg, Math.Max(0, (elapsed * processors) - own - ffmpeg), frames, bytes);
        });
        return new RunProfile(now, processors, [.. steps], WorkerUsage.Of(ranges));
    }

    private double Now() => _age + _time.GetElapsedTime(_created).TotalSeconds;

    private static (long? Frames, long? Bytes) WorkOf(string step, RunAccess access) => step switch
    {
        StateNames.Index => (null, access.Index.Bytes),
        StateNames.Decode => (access.Decode.FramesDelivered, access.Decode.Bytes),
        StateNames.AnalyzeStills => (access.Stills?.FramesDelivered, access.Stills?.Bytes),
        _ => (null, null),
    };
}
