using VideoPipeline.Npz;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// Computes one or several columns, a row for each frame. What it computes of a frame depends on that frame and the one
/// before alone; a range's first row of a column that looks back is set where ranges are merged
/// (<see cref="SeamColumn"/>).
/// </summary>
/// <remarks>A new analyzer is a file of its own and a line in <see cref="AnalyzerRegistry"/>.</remarks>
public interface IFrameAnalyzer
{
    /// <summary>Adds the row of the next frame.</summary>
    /// <param name="frame">The frame at full size.</param>
    /// <param name="shared">What is computed of it once for all analyzers.</param>
    void Add(in FrameView frame, AnalysisFrame shared);

    /// <summary>The columns of all frames added.</summary>
    IEnumerable<NpyArray> Finish();
}
