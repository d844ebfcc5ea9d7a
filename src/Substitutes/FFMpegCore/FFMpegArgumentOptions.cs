namespace FFMpegCore;

/// <summary>The arguments that stand before an input or an output.</summary>
public class FFMpegArgumentOptions
{
    internal List<string> Arguments { get; } = [];

    internal FFMpegArgumentOptions()
    {
    }

    /// <summary>Adds arguments as they are: several words may stand in one string.</summary>
    public FFMpegArgumentOptions WithCustomArgument(string argument)
    {
        Arguments.Add(argument);
        return this;
    }
}
