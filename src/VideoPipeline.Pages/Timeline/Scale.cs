namespace VideoPipeline.Pages.Timeline;

/// <summary>The vertical axis of a curve, from 0 to a maximum.</summary>
/// <param name="Max">The maximum, more than 0.</param>
/// <param name="IsSquareRoot">Whether heights are square roots, so that small values remain visible beside large ones.</param>
public readonly record struct Scale(double Max, bool IsSquareRoot)
{
    /// <summary>The scale of values that have a fixed range of 0 to 255.</summary>
    public static Scale Levels { get; } = new(255, IsSquareRoot: false);

    /// <summary>The scale of values without an upper bound: up to the largest.</summary>
    public static Scale UpTo(IReadOnlyList<double> values) => new(values.Max() is > 0 and var max ? max : 1, IsSquareRoot: true);

    /// <summary>Returns the height of a value, 0 to 1.</summary>
    public double Height(double value)
    {
        var share = Math.Clamp(value / Max, 0, 1);
        return IsSquareRoot ? Math.Sqrt(share) : share;
    }
}
