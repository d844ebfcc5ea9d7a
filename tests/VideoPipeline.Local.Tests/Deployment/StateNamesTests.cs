using System.Reflection;
using VideoPipeline.Functions;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The names of states in code and in the definition agree.</summary>
public sealed class StateNamesTests
{
    private static readonly IReadOnlyList<FieldInfo> s_constants =
        typeof(StateNames).GetFields(BindingFlags.Public | BindingFlags.Static);

    [Fact]
    public void Constants_AreExactlyTheStatesOfTheDefinition() => Assert.Equal(
        DefinitionFile.StateNames.Order(),
        s_constants.Select(constant => (string)constant.GetRawConstantValue()!).Order());

    [Fact]
    public void Constants_HaveTheNamesOfTheirStates() =>
        Assert.All(s_constants, constant => Assert.Equal(constant.Name, (string?)constant.GetRawConstantValue()));
}
