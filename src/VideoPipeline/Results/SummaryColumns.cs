namespace VideoPipeline.Results;

/// <summary>
/// The columns of <c>frames.npz</c> that a summary is made from: one row a delivered frame, in presentation order, all of one
/// length (<see cref="SumYuv"/> and <see cref="SumBgr"/> have three values a row).
/// </summary>
public sealed record SummaryColumns
{
    /// <summary>Frame numbers, strictly increasing.</summary>
    public required long[] Frame { get; init; }

    /// <summary>Presentation time stamps, strictly increasing.</summary>
    public required long[] Pts { get; init; }

    /// <summary>Whether each frame is a key frame.</summary>
    public required bool[] Key { get; init; }

    /// <summary>Sums of the planes Y, U, V (n×3).</summary>
    public required ulong[] SumYuv { get; init; }

    /// <summary>Sums of the channels B, G, R (n×3); null unless asked for.</summary>
    public ulong[]? SumBgr { get; init; }

    /// <summary>Mean luma, 0–255.</summary>
    public required double[] LumaMean { get; init; }

    /// <summary>Brightest luma sample.</summary>
    public required byte[] LumaMax { get; init; }

    /// <summary>Variance of the Laplacian.</summary>
    public required double[] Sharpness { get; init; }

    /// <summary>Colorfulness (Hasler–Süsstrunk).</summary>
    public required double[] Colorfulness { get; init; }

    /// <summary>HSV content change to the frame before, 0–255.</summary>
    public required double[] ContentScore { get; init; }

    /// <summary>Mean absolute luma difference to the frame before, 0–255.</summary>
    public required double[] Motion { get; init; }
}
