namespace FFMpegCore;

/// <summary>A command line for ffmpeg, put together input by input.</summary>
public sealed class FFMpegArguments
{
    private readonly List<string> _words = [];

    private FFMpegArguments()
    {
    }

    internal string Text => string.Join(' ', _words);

    /// <summary>Begins with a file, which must exist where <paramref name="verifyExists"/> is set.</summary>
    /// <exception cref="FileNotFoundException">When run: the file is not there.</exception>
    public static FFMpegArguments FromFileInput(
        string filePath, bool verifyExists = true, Action<FFMpegArgumentOptions>? addArguments = null)
    {
        if (verifyExists && !File.Exists(filePath)) throw new FileNotFoundException("Input file not found", filePath);
        return new FFMpegArguments().With(addArguments, $"-i \"{filePath}\"");
    }

    /// <summary>Ends with a file that ffmpeg writes; <c>-y</c> where it may exist.</summary>
    public FFMpegArgumentProcessor OutputToFile(
        string file, bool overwrite = true, Action<FFMpegArgumentOptions>? addArguments = null) =>
        new(With(addArguments, overwrite ? $"\"{file}\" -y" : $"\"{file}\""));

    private FFMpegArguments With(Action<FFMpegArgumentOptions>? addArguments, string last)
    {
        var options = new FFMpegArgumentOptions();
        addArguments?.Invoke(options);
        _words.AddRange(options.Arguments);
        _words.Add(last);
        return this;
    }
}
