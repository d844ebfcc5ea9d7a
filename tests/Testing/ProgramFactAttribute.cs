using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A test that requires a program. It is skipped if the program is not on PATH.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">The name of the program.</param>
    public ProgramFactAttribute(string program) => Skip =
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"needs {program}, which is not on PATH";
}
