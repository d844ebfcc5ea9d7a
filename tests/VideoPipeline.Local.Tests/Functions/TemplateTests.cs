using System.Reflection;
using VideoPipeline.Local.Functions.InProcess;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

/// <summary>The template that is deployed, held against the code.</summary>
public sealed class TemplateTests
{
    // docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int LongestHandler = 127;

    private static readonly SamTemplate Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml"));

    public static TheoryData<string> Functions => new(Template.Functions.Keys);

    [Theory, MemberData(nameof(Functions))]
    public void Template_Handler_IsAGeneratedEntryPoint(string function)
    {
        var text = Template.Functions[function].Handler;
        var handler = HandlerName.Parse(text);

        Assert.NotNull(Assembly.Load(handler.Assembly).GetType(handler.Type, throwOnError: true)!.GetMethod(handler.Method));
        Assert.InRange(text.Length, 1, LongestHandler);
    }

    [Fact]
    public void Template_StateMachine_ReadsWithAllSubstitutionsMade()
    {
        var machine = Assert.Single(Template.StateMachines.Values);

        var definition = Template.ReadDefinition(machine, new Dictionary<string, string> { ["Bucket"] = "bucket" });

        Assert.DoesNotContain("${", definition, StringComparison.Ordinal);
        Assert.All(Template.Functions.Keys, function => Assert.Contains(function, definition, StringComparison.Ordinal));
    }
}
