using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Workers;

namespace VideoPipeline.Stills;

/// <summary>
/// Analyzes single frames at full size, whereas an <c>IFrameAnalyzer</c> analyzes every frame. The result
/// depends on the one image only.
/// </summary>
/// <remarks>
/// To add one, implement <see cref="IStillAnalyzer"/> and <see cref="IStillAnalyzerFactory"/>, and register the factory in
/// <see cref="StillAnalyzerRegistry.CreateStandard"/>. Not thread-safe: used by one thread at a time.
/// </remarks>
internal interface IStillAnalyzer : IDisposable
{
    /// <summary>Analyzes an image.</summary>
    /// <param name="image">8-bit B, G, R (<c>CV_8UC3</c>); valid during the call only.</param>
    /// <returns>
    /// Named arrays. Names contain no dot; names, dtypes and shapes are the same for every image, except the length of the first
    /// axis.
    /// </returns>
    IReadOnlyList<NpyArray> Analyze(Mat image);
}

/// <summary>Creates the still analyzers of one kind that an execution requests.</summary>
internal interface IStillAnalyzerFactory
{
    /// <summary>
    /// Prepares the analyzer that the input requests, including the files it needs; null if the input requests none.
    /// </summary>
    /// <exception cref="InvalidInputException">The request is invalid.</exception>
    Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation);
}
