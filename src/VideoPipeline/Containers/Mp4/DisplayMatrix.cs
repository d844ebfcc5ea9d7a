namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// The 3×3 transformation matrix of a track (14496-12, 8.3.2), in row-major order; its columns are 16.16, 16.16 and 2.30 fixed
/// point.
/// </summary>
internal static class DisplayMatrix
{
    public static int[] Identity => [1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30];

    public static int[] Read(ref BoxReader fields)
    {
        var matrix = new int[9];
        for (var i = 0; i < matrix.Length; i++) matrix[i] = fields.I32();
        return matrix;
    }

    /// <summary>
    /// Multiplies the matrices of the track and the movie. Scales each product before adding it, as ffmpeg does.
    /// </summary>
    public static int[] Multiply(int[] track, int[] movie)
    {
        int[] shift = [16, 16, 30];
        var product = new int[9];
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++)
                for (var k = 0; k < 3; k++)
                    product[row * 3 + column] += (int)(((long)track[row * 3 + k] * movie[k * 3 + column]) >> shift[k]);
        return product;
    }

    /// <summary>Returns the clockwise rotation in degrees: 0, 90, 180 or 270, whichever is nearest.</summary>
    public static int GetRotation(int[] matrix)
    {
        var clockwise = Math.Atan2(matrix[1], matrix[0]) * 180 / Math.PI;
        return ((int)Math.Round(clockwise / 90) * 90 + 360) % 360;
    }
}
