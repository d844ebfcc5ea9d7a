namespace VideoPipeline.Imaging;

/// <summary>A picture of 8-bit samples.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Samples">Blue, green, red for each pixel, rows without gaps.</param>
public sealed record BgrImage(int Width, int Height, byte[] Samples);
