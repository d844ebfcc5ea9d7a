using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A test that runs a program; skipped, saying so, where it is not on PATH.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">Its name.</param>
    public ProgramFactAttribute(string program) => Skip =
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))) ? null : $"needs {program}, which is not on PATH";
}
