using System.Globalization;
using VideoPipeline.Results.Wording;

namespace VideoPipeline.Cli.Estimates;

/// <summary>A memory of the workers on AWS, their number and the size of ranges, with their estimate.</summary>
/// <param name="Megabytes">The memory of a worker in MB: the parameter WorkerMemory of the template.</param>
/// <param name="Workers">The number of ranges decoded at the same time: <c>--workers</c>.</param>
/// <param name="FramesPerRange">The frames in a range: <c>--frames-per-range</c>.</param>
/// <param name="Ranges">The number of ranges.</param>
/// <param name="Estimate">The estimate.</param>
internal sealed record AwsSetting(int Megabytes, int Workers, int FramesPerRange, int Ranges, AwsEstimate Estimate)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Megabytes:N0} MB, {CountText.Of(Workers, "worker")}, {CountText.Of(Ranges, "range")} of {FramesPerRange:N0} frames");
}
