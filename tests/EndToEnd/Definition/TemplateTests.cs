using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>The template as cfn-lint judges it, which makes SAM's transform first, as a deployment would.</summary>
public sealed class TemplateTests
{
    [CfnLintFact]
    public void Template_OfThisRepository_TransformsAndHasNoFindings() =>
        Assert.Equal("", Programs.Output(PythonTool.Find("cfn-lint", Path.Combine(Repository.Root, "template.yaml"))!));

    [CfnLintFact]
    public void Template_ThatSamCannotTransform_IsFound()
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
