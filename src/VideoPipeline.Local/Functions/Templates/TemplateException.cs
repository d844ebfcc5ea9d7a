namespace VideoPipeline.Local.Functions.Templates;

/// <summary>The SAM template does not say what is needed of it, or says it wrongly; the message names file, place and remedy.</summary>
public sealed class TemplateException : Exception
{
    /// <param name="path">The template.</param>
    /// <param name="place">Where in it: a path such as <c>Resources.Index.Handler</c>, with the line where known.</param>
    /// <param name="problem">What is wrong there and what to do.</param>
    /// <param name="cause">What the YAML reader said, if it was that.</param>
    public TemplateException(string path, string place, string problem, Exception? cause = null)
        : base($"{path}: {place}: {problem}", cause)
    {
    }
}
