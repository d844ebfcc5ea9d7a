namespace VideoPipeline.Functions;

/// <summary>Counts analyzed frames. An invocation's context may implement it besides <c>ILambdaContext</c>.</summary>
internal interface IFrameCounter
{
    /// <summary>Adds analyzed frames to the count.</summary>
    /// <param name="frames">The number of frames to add.</param>
    void Count(long frames);
}
