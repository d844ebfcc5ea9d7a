using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>A test that needs the two validators of state machine definitions; skipped, saying why, where they cannot be run.</summary>
internal sealed class ValidatorsFactAttribute : FactAttribute
{
    public ValidatorsFactAttribute() => Skip = DefinitionValidators.Lacking;
}

/// <summary>A test that needs cfn-lint; skipped, saying so, where it is not here.</summary>
internal sealed class CfnLintFactAttribute : FactAttribute
{
    public CfnLintFactAttribute() => Skip = PythonTool.Missing("cfn-lint");
}
