namespace VideoPipeline.Imaging;

/// <summary>An image of 8-bit B, G, R samples.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Samples">The samples: B, G, R for each pixel, row by row without padding.</param>
internal sealed record BgrImage(int Width, int Height, byte[] Samples);
