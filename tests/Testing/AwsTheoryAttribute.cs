using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A theory that needs an S3 server and moto; skipped, saying so, where one of them is not installed.</summary>
public sealed class AwsTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks the test.</summary>
    public AwsTheoryAttribute() => Skip = Missing;

    /// <summary>Why they cannot run; null where they can.</summary>
    public static string? Missing => S3FactAttribute.Missing ?? MotoFactAttribute.Missing;
}
