using VideoPipeline.Picking;
using VideoPipeline.Results;

namespace VideoPipeline.Cli.Frames;

/// <summary>An output of picked frames that shows nothing until all are there, and nothing at all when one fails.</summary>
internal interface IFrameFiles : IFrameOutput, IDisposable
{
    /// <summary>All frames have come: publish them.</summary>
    /// <param name="access">What was read of the video for it.</param>
    /// <returns>The files made, by their paths; none where the frames went to standard output.</returns>
    IReadOnlyList<string> Complete(RunAccess access);
}
