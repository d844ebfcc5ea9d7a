using VideoPipeline.Decoding.Selected;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Cli.Frames;

/// <summary>An output of selected frames. Nothing is published before all frames are written, and nothing if one fails.</summary>
internal interface IFrameOutput : IFrameSink, IDisposable
{
    /// <summary>Publishes the frames after the last one was added.</summary>
    /// <param name="access">The bytes, requests and frames that were read and decoded.</param>
    /// <returns>The paths of the files; empty if the output is standard output.</returns>
    IReadOnlyList<string> Complete(RunAccess access);
}
