using VideoPipeline.Cli.Estimates;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>How a video would be split into ranges, and what that takes on AWS; printed as text or JSON.</summary>
/// <param name="Workers">The number of ranges decoded in parallel.</param>
/// <param name="Ranges">The number of ranges.</param>
/// <param name="Frames">The number of frames; null if it is unknown before decoding.</param>
/// <param name="FramesPerRange">The frames per range; null if the number of frames is unknown.</param>
/// <param name="BytesPerRange">The bytes of the samples that each range needs.</param>
/// <param name="Overhead">The samples decoded more than once, as a fraction of all samples: 0.02 is 2 %.</param>
/// <param name="UnsplittableReason">Why there is only one range; null if the video can be split.</param>
/// <param name="Machine">What <c>run</c> takes on this machine; null for a plan for AWS.</param>
/// <param name="Measured">What it took just now; null unless it was measured.</param>
/// <param name="Chosen">What was chosen for the deadline or the budget; null without one.</param>
/// <param name="WorkerMegabytes">The memory in MB of the workers on AWS.</param>
/// <param name="Aws">What the ranges take on AWS.</param>
/// <param name="Binding">The limit that determines most when the run on AWS ends.</param>
/// <param name="CalibrationRuns">The measured runs on AWS by which the estimate is corrected.</param>
internal sealed record PlanDescription(
    int Workers, int Ranges, long? Frames, Distribution? FramesPerRange, Distribution? BytesPerRange, double Overhead,
    string? UnsplittableReason, MachineEstimate? Machine, StepTimes? Measured, ChosenSetting? Chosen, int WorkerMegabytes,
    AwsEstimate Aws, BindingLimit Binding, int CalibrationRuns)
{
    /// <summary>Describes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">The video's index.</param>
    /// <param name="megabytes">The memory in MB of the workers on AWS.</param>
    /// <param name="processors">The processors of this machine; null for a plan for AWS.</param>
    /// <param name="calibration">The measured runs.</param>
    public static PlanDescription Of(
        Plan plan, VideoIndex index, int megabytes, int? processors, CalibrationFile calibration)
    {
        var loads = RangeLoads.Of(plan, index);
        var needed = index.Frames is { } all
            ? DecodeSpan.For(index.Samples, all, new FrameRange(0, all.Count)).Count
            : index.Samples.Count;
        var work = MeasuredWork.Of(index);
        var factors = calibration.FactorsFor(MeasuredRun.Aws, processors: null, work);
        var aws = new AwsModel(index, loads, factors);
        return new PlanDescription(
            plan.Workers,
            plan.Ranges.Count,
            plan.Frames,
            Distribution.Compute(
                plan.Ranges.Where(range => range.End is not null).Select(range => range.End!.Value - range.Start)),
            Distribution.Compute(loads.Select(load => load.Bytes)),
            needed == 0 ? 0 : (double)(loads.Sum(load => load.Samples) - needed) / needed,
            plan.UnsplittableReason ?? (index.RequiresFullDownload
                ? "its server does not support range requests, so each worker would download the whole video"
                : null),
            processors is { } machine
                ? MachineEstimate.Of(
                    index, loads, plan.Workers, machine, calibration.FactorsFor(MeasuredRun.Local, machine, work))
                : null,
            Measured: null,
            Chosen: null,
            megabytes,
            aws.Estimate(plan.Workers, megabytes),
            aws.FindBinding(plan.Workers, megabytes),
            factors.Runs);
    }
}

/// <summary>A setting of a deployment and of an execution.</summary>
/// <param name="Objective">What it was chosen for.</param>
/// <param name="WorkerMemory">The parameter of the template, in MB.</param>
/// <param name="Workers"><c>--workers</c>.</param>
/// <param name="FramesPerRange"><c>--frames-per-range</c>.</param>
internal sealed record ChosenSetting(string Objective, int WorkerMemory, int Workers, int FramesPerRange);
