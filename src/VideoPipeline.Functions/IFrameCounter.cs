namespace VideoPipeline.Functions;

/// <summary>What the context of an invocation may be besides an <c>ILambdaContext</c>: somebody who watches the work.</summary>
public interface IFrameCounter
{
    /// <summary>So many more frames have been analysed.</summary>
    void Count(long frames);
}
