using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A test with several cases that requires a program. It is skipped if the program is not on PATH.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    /// <param name="program">The name of the program.</param>
    public ProgramTheoryAttribute(string program) => Skip = new ProgramFactAttribute(program).Skip;
}
