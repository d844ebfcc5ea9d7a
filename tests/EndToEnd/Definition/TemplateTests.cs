using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>Validates the template with cfn-lint, which applies the SAM transform first, as a deployment does.</summary>
public sealed class TemplateTests
{
    [CfnLintFact]
    public void Template_OfTheRepository_IsValid() =>
        Assert.Equal("", Programs.Output(PythonTool.Find("cfn-lint", Path.Combine(Repository.Root, "template.yaml"))!));

    [CfnLintFact]
    public void Template_CannotBeTransformed_IsFound()
    {
        using var folder = new TemporaryFolder();
        var template = folder.Write("template.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Machine: {Type: "AWS::Serverless::StateMachine", Properties: {Type: STANDARD}}
            """u8);
        var lint = PythonTool.Find("cfn-lint", template)!;

        var failure = Assert.Throws<InvalidOperationException>(() => Programs.Output(lint));

        Assert.Contains("E0001 Error transforming template", failure.Message, StringComparison.Ordinal);
    }
}
