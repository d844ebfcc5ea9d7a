using Xunit;

namespace VideoPipeline.Testing.StepFunctions;

/// <summary>A test that needs moto's stand-in for AWS; skipped, saying so, where it is not installed.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    internal const string Program = "moto_server";

    /// <summary>Marks the test.</summary>
    public MotoFactAttribute() => Skip = Missing;

    internal static string? Missing { get; } = PythonTool.Missing(Program);
}

/// <summary>A theory that needs moto's stand-in for AWS; skipped, saying so, where it is not installed.</summary>
public sealed class MotoTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks the test.</summary>
    public MotoTheoryAttribute() => Skip = MotoFactAttribute.Missing;
}
