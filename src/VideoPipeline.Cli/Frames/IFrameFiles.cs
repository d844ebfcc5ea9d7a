using VideoPipeline.Decoding.Selected;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Frames;

/// <summary>An output of picked frames that shows nothing until all are there, and nothing at all when one fails.</summary>
internal interface IFrameFiles : IFrameSink, IDisposable
{
    /// <summary>All frames have come: publish them.</summary>
    /// <param name="access">What it took, for those who are told.</param>
    /// <returns>The files made, by their paths; none where the frames went to standard output.</returns>
    IReadOnlyList<string> Complete(RunAccess access);
}
