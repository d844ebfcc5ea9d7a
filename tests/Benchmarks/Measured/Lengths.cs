using System.Globalization;
using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>How the time of <c>run</c> grows with the length of the video.</summary>
internal sealed class Lengths : IBenchmark
{
    private static readonly double[] s_seconds = [10, 60, 240, 960];

    public string Name => "length";

    public string Description => "analysis by the length of the video";

    public Chart Chart => new(
        ChartKind.Lines, "Analysis by length of the video", "s", ["videopipeline", "ffmpeg decoding"], "seconds of video");

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var seconds in context.Cases(s_seconds, seconds => seconds <= 60))
        {
            var video = context.Videos.OfLength(seconds);
            var name = string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");
            rows.Add(new BenchmarkRow(
                name,
                await Paired.MeasureAsync(
                    context.Rounds(seconds > 500 ? 1 : 3), "s", Programs.Analysis(context, video), Programs.Decoding(video)),
                seconds));
        }
        return rows;
    }
}
