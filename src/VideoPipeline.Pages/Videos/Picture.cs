namespace VideoPipeline.Pages.Videos;

/// <summary>A small image of a frame.</summary>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Seconds">Its time in seconds.</param>
/// <param name="Width">The width of the image in pixels.</param>
/// <param name="Height">The height of the image in pixels.</param>
/// <param name="Jpeg">The JPEG file.</param>
public sealed record Picture(long Frame, double Seconds, int Width, int Height, ReadOnlyMemory<byte> Jpeg);
