namespace VideoPipeline.Results.Pixels;

/// <summary>What a frame is as a picture, told without a model. The numbers are those of <c>pixel_class</c> in <c>frames.npz</c>.</summary>
public enum PixelClass : byte
{
    /// <summary>None of the others.</summary>
    Normal = 0,

    /// <summary>Nothing but black.</summary>
    Black = 1,

    /// <summary>Nothing but white.</summary>
    White = 2,

    /// <summary>One tone all over: a plain card, a frame of a fade.</summary>
    Flat = 3,

    /// <summary>Little light.</summary>
    Dark = 4,

    /// <summary>Little contrast, but not dark: fog, a veil of light.</summary>
    WashedOut = 5,

    /// <summary>No fine detail: out of focus, smeared by motion.</summary>
    Blurred = 6,
}
