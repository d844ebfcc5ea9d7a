namespace VideoPipeline.Local.Functions.Processes;

/// <summary>Reads the output of a process line by line.</summary>
internal static class LogLines
{
    /// <summary>Passes lines on until the stream ends.</summary>
    public static async Task ReadAsync(Stream output, Action<string> log)
    {
        using var reader = new StreamReader(output);
        while (await reader.ReadLineAsync() is { } line) log(line);
    }
}
