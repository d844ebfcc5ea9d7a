namespace VideoPipeline.Search;

/// <summary>The first rows of a run in a segment.</summary>
/// <param name="Run">The run.</param>
/// <param name="FirstFrame">The first row in <see cref="IndexSegment.Frames"/>.</param>
/// <param name="FirstPicture">The first row in <see cref="IndexSegment.Pictures"/>.</param>
internal readonly record struct RunLocation(IndexedRun Run, int FirstFrame, int FirstPicture);
