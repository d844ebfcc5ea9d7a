using Xunit;

namespace VideoPipeline.Testing.StepFunctions;

/// <summary>A test that requires moto, which emulates AWS. It is skipped if moto is not installed.</summary>
public sealed class MotoFactAttribute : FactAttribute
{
    internal const string Program = "moto_server";

    /// <summary>Creates the attribute.</summary>
    public MotoFactAttribute() => Skip = SkipReason;

    internal static string? SkipReason { get; } = PythonTool.SkipReason(Program);
}

/// <summary>A theory that requires moto, which emulates AWS. It is skipped if moto is not installed.</summary>
public sealed class MotoTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates the attribute.</summary>
    public MotoTheoryAttribute() => Skip = MotoFactAttribute.SkipReason;
}
