namespace VideoPipeline.Local.Functions.Templates;

/// <summary>The SAM template is incomplete or invalid. The message has the file, the location and the problem.</summary>
internal sealed class TemplateException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The path of the template.</param>
    /// <param name="location">The location in it: a path such as <c>Resources.Index.Handler</c>, with the line if known.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="innerException">The exception of the YAML parser or the file system, if any.</param>
    public TemplateException(string path, string location, string problem, Exception? innerException = null)
        : base($"{path}: {location}: {problem}", innerException)
    {
    }
}
