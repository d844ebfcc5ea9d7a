using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>A test that needs the state machine validators; skipped, with the reason, if they cannot run.</summary>
internal sealed class ValidatorsFactAttribute : FactAttribute
{
    public ValidatorsFactAttribute() => Skip = DefinitionValidators.UnavailableReason;
}

/// <summary>A test that needs cfn-lint; skipped if it is not installed.</summary>
internal sealed class CfnLintFactAttribute : FactAttribute
{
    public CfnLintFactAttribute() => Skip = PythonTool.SkipReason("cfn-lint");
}
