using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// Computes one or more columns, one row per frame. A row may depend only on its frame and the previous one. In a column that
/// compares a frame with the previous one, the first row of a range is computed when ranges are merged
/// (<see cref="InterFrameColumns"/>).
/// </summary>
/// <remarks>To add an analyzer, implement this interface and register it in <see cref="AnalyzerRegistry"/>.</remarks>
internal interface IFrameAnalyzer
{
    /// <summary>Adds the row of the next frame.</summary>
    /// <param name="frame">The frame at full size.</param>
    /// <param name="shared">The data of the frame that all analyzers share.</param>
    void Add(in FrameView frame, AnalysisFrame shared);

    /// <summary>Returns the columns, one row per frame added.</summary>
    IEnumerable<NpyArray> Finish();
}
