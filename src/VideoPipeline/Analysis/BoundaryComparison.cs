using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Matching;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Native;

namespace VideoPipeline.Analysis;

/// <summary>Computes the first row of a range in the columns that compare a frame with the previous one.</summary>
internal sealed class BoundaryComparison : IDisposable
{
    private readonly MatchReduction _matching;
    private readonly ScaledFrame _previous;
    private readonly ScaledFrame _next;

    /// <summary>Creates the buffers for frames of this analysis size.</summary>
    /// <exception cref="DllNotFoundException">The native OpenCV library is missing.</exception>
    public BoundaryComparison(AnalysisSize size)
    {
        OpenCvLibrary.EnsureLoaded();
        (_matching, _previous, _next) = (new(size), new(size), new(size));
    }

    /// <summary>Computes the values of a frame, by column name.</summary>
    /// <param name="previous">The last frame of the range before.</param>
    /// <param name="next">The first frame of the range.</param>
    /// <exception cref="ArgumentException">A frame has another size.</exception>
    public IReadOnlyDictionary<string, double> Compare(BoundaryFrame previous, BoundaryFrame next)
    {
        if ((previous.Size, next.Size) != (_previous.Size, _next.Size))
            throw new ArgumentException(
                $"The frames have {previous.Size} and {next.Size}; {_previous.Size} is required.", nameof(next));
        _previous.Load(previous.Planes, _matching);
        _next.Load(next.Planes, _matching);
        return InterFrameColumns.All
            .SelectMany(columns => columns.Names.Zip(columns.Between(_previous, _next)))
            .ToDictionary(column => column.First, column => column.Second);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _previous.Dispose();
        _next.Dispose();
    }
}
