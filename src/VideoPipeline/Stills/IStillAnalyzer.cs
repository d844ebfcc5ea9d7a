using OpenCvSharp;
using VideoPipeline.Analysis.Frames;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Workers;

namespace VideoPipeline.Stills;

/// <summary>
/// Looks closely at single frames at full size, where an analyzer (<see cref="Analysis.IFrameAnalyzer"/>) passes over all of them.
/// What it finds depends on the one picture alone.
/// </summary>
/// <remarks>
/// A new look is an <see cref="IStillAnalyzer"/> and an <see cref="IStillAnalyzerFactory"/> in a folder of their own, and a line in
/// <see cref="StillAnalyzers.Standard"/>. Used by one thread at a time.
/// </remarks>
public interface IStillAnalyzer : IDisposable
{
    /// <summary>What there is to find.</summary>
    /// <param name="picture">8-bit B, G, R (<c>CV_8UC3</c>); valid during the call only.</param>
    /// <returns>
    /// Named arrays: of each picture the same names, without a dot, of the same types and shapes but for the length of the first axis.
    /// </returns>
    IReadOnlyList<NpyArray> Analyze(Mat picture);
}

/// <summary>A kind of look that an execution can ask for.</summary>
public interface IStillAnalyzerFactory
{
    /// <summary>The look that the input asks for, with all that it needs at hand; null where it asks for none.</summary>
    /// <exception cref="InvalidInputException">What it asks for cannot be.</exception>
    Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation);
}
