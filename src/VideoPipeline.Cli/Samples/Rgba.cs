namespace VideoPipeline.Cli.Samples;

/// <summary>A color with opacity; all components of 0 to 1.</summary>
internal readonly record struct Rgba(float Red, float Green, float Blue, float Opacity = 1)
{
    /// <summary>Nothing.</summary>
    public static Rgba Clear => default;

    /// <summary>The color of six hexadecimal digits.</summary>
    public static Rgba Of(int rgb) => new((rgb >> 16) / 255f, ((rgb >> 8) & 255) / 255f, (rgb & 255) / 255f);

    /// <summary>The mixture with another color.</summary>
    /// <param name="other">The other color.</param>
    /// <param name="share">Its share, limited to 0 to 1.</param>
    public Rgba Mix(Rgba other, float share)
    {
        share = Math.Clamp(share, 0, 1);
        return new Rgba(
            Interpolation.Mix(Red, other.Red, share), Interpolation.Mix(Green, other.Green, share),
            Interpolation.Mix(Blue, other.Blue, share), Interpolation.Mix(Opacity, other.Opacity, share));
    }

    /// <summary>The same color with another opacity.</summary>
    public Rgba At(float opacity) => this with { Opacity = Math.Clamp(opacity, 0, 1) };

    /// <summary>The color with light added.</summary>
    public Rgba Plus(Rgba light, float amount) =>
        new(Red + (light.Red * amount), Green + (light.Green * amount), Blue + (light.Blue * amount), Opacity);
}
