using VideoPipeline.StatesLanguage.DataFlow.Jsonata;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>A test that evaluates JSONata. It is skipped in a build without the npm package.</summary>
internal sealed class JsonataFactAttribute : FactAttribute
{
    public JsonataFactAttribute() => Skip = SkipReason;

    internal static string? SkipReason => JsonataEvaluator.IsAvailable
        ? null
        : "needs the npm package jsonata, which layers/setup could not install";
}

/// <inheritdoc cref="JsonataFactAttribute"/>
internal sealed class JsonataTheoryAttribute : TheoryAttribute
{
    public JsonataTheoryAttribute() => Skip = JsonataFactAttribute.SkipReason;
}
