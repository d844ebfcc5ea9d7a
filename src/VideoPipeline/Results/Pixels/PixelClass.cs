namespace VideoPipeline.Results.Pixels;

/// <summary>
/// The class of a frame according to its pixel statistics. The values are those of <c>pixel_class</c> in <c>frames.npz</c>.
/// </summary>
public enum PixelClass : byte
{
    /// <summary>None of the other classes.</summary>
    Normal = 0,

    /// <summary>Uniformly black.</summary>
    Black = 1,

    /// <summary>Uniformly white.</summary>
    White = 2,

    /// <summary>Another uniform tone: a plain card, a frame of a fade.</summary>
    Flat = 3,

    /// <summary>Low mean luma.</summary>
    Dark = 4,

    /// <summary>Low contrast, but not dark: fog, lens flare.</summary>
    WashedOut = 5,

    /// <summary>No fine detail: out of focus, motion blur.</summary>
    Blurred = 6,
}
