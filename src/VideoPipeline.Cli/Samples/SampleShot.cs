namespace VideoPipeline.Cli.Samples;

/// <summary>A shot of the sample film.</summary>
/// <param name="Frames">The number of frames.</param>
/// <param name="Paint">Paints the layers, the farthest first.</param>
/// <param name="Start">The camera in the first frame.</param>
/// <param name="End">The camera in the last frame.</param>
internal sealed record SampleShot(int Frames, Func<Layer[]> Paint, Camera Start, Camera End)
{
    /// <summary>The number of frames that fade in from black.</summary>
    public int FadeIn { get; init; }

    /// <summary>The number of frames that fade out to black.</summary>
    public int FadeOut { get; init; }

    /// <summary>The number of black frames at the end.</summary>
    public int Black { get; init; }

    /// <summary>The light of a frame: 0 is black, 1 is full.</summary>
    public float LightOf(int frame)
    {
        var fromStart = FadeIn == 0 ? 1 : (frame + 1f) / FadeIn;
        var toEnd = Frames - Black - frame;
        return Math.Clamp(Math.Min(fromStart, FadeOut == 0 ? toEnd : toEnd / (float)FadeOut), 0, 1);
    }
}
