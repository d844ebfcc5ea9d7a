using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Stills;
using VideoPipeline.Testing;

namespace VideoPipeline.Functions.Tests;

/// <summary>Creates still analyzers that read the number of a numbered frame and return number mod 4 rows.</summary>
internal sealed class NumberStillAnalyzerFactory(string? interval) : IStillAnalyzerFactory
{
    public Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        var spec = new StillAnalyzerSpec(
            "number", "number/1", interval is null ? null : SamplingInterval.Parse(interval, "interval"));
        return Task.FromResult<PreparedStillAnalyzer?>(new PreparedStillAnalyzer(spec, () => new Reader()));
    }

    /// <summary>The number that a result has.</summary>
    public static long NumberOf(StillResult result) => result.Array<long>("number").Data[0];

    private sealed class Reader : IStillAnalyzer
    {
        public IReadOnlyList<NpyArray> Analyze(Mat picture)
        {
            var pixels = new byte[3 * picture.Rows * picture.Cols];
            Marshal.Copy(picture.Data, pixels, 0, pixels.Length);
            var number = NumberedFrame.ReadNumber(pixels, picture.Cols, picture.Rows);
            var rows = number % 4;
            return [NpyArray.Of("number", new long[] { number }), NpyArray.Of("rows", new float[rows * 2], rows, 2)];
        }

        public void Dispose()
        {
        }
    }
}
