namespace VideoPipeline.Cli.Samples;

/// <summary>Values between two others.</summary>
internal static class Interpolation
{
    /// <summary>The value at a share of the way from one to another.</summary>
    public static float Mix(float from, float to, float share) => from + ((to - from) * share);

    /// <summary>The share of the way at a time of 0 to 1 where the movement starts and ends slowly.</summary>
    public static float Ease(float time) => time * time * (3 - (2 * time));
}
