using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>A test that needs the two validators of state machine definitions; skipped, saying why, where they cannot be run.</summary>
internal sealed class ValidatorsFactAttribute : FactAttribute
{
    public ValidatorsFactAttribute() => Skip = DefinitionValidators.Lacking;
}

/// <summary>A test that needs cfn-lint; skipped, saying so, where it is not on PATH.</summary>
internal sealed class CfnLintFactAttribute : FactAttribute
{
    public CfnLintFactAttribute() => Skip = Programs.Exists("cfn-lint") ? null : "needs cfn-lint, which is not on PATH";
}
