using VideoPipeline.StatesLanguage.Tests.Support;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.DataFlow;

/// <summary>Fields of payload templates whose paths match nothing. Texts as recorded on AWS.</summary>
public sealed class PayloadTemplateTests
{
    private const string Input = """{"n":[1,2]}""";

    [Theory]
    [InlineData("$.n[2]")]
    [InlineData("$.n[-3]")]
    [InlineData("$$.Execution.Input.n[2]")]
    public async Task Evaluate_IndexBeyondTheEnd_IsNull(string path) =>
        Assert.Equal("""{"v":null}""", await OutputAsync(path));

    [Theory]
    [InlineData("$.none", "$.none", Input)]
    [InlineData("$.n.m", "$.n.m", Input)]
    [InlineData("$$.None", "$.None", "{\"Execution\":{")]
    public async Task Evaluate_PathThatMatchesNothing_NamesThePathAndWhereItLooked(string path, string reported, string source) =>
        Assert.StartsWith(
            "States.Runtime: An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath "
            + $"'{reported}' specified for the field 'v.$' could not be found in the input '{source}",
            await OutputAsync(path), StringComparison.Ordinal);

    private static Task<string> OutputAsync(string path) => new Machine().OutputAsync(
        $$$"""{"Type": "Pass", "Parameters": {"v.$": "{{{path}}}"}}""", Input);
}
