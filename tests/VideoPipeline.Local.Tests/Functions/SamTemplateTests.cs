using VideoPipeline.Local.Functions.Templates;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

public sealed class SamTemplateTests
{
    private static readonly Dictionary<string, string> s_noResources = [];

    private static readonly SamTemplate s_template = SamTemplate.Parse("""
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Level: {Type: String, Default: info}
        Globals:
          Function:
            Timeout: 60
            Runtime: dotnet10
            Environment:
              Variables:
                LEVEL: !Ref Level
                STORE: !Ref Bucket
                SHARED: everywhere
        Resources:
          Bucket: {Type: AWS::S3::Bucket}
          Index:
            Type: AWS::Serverless::Function
            Properties:
              Handler: A::B.C_D_Generated::D
              CodeUri: src/A/
              MemorySize: 1769
              Timeout: 900
              Policies: [S3ReadPolicy: {BucketName: !Ref Bucket}]
              Environment:
                Variables: {SHARED: here, ADDRESS: !Sub "s3://${Bucket}/x"}
              Events:
                Queue: {Type: SQS, Properties: {Queue: !Ref Bucket}}
          Integration: {Type: "AWS::ApiGatewayV2::Integration", Properties: {ApiId: !Ref Api, IntegrationUri: !GetAtt Index.Arn}}
          Get:
            Type: AWS::ApiGatewayV2::Route
            Properties: {ApiId: !Ref Api, RouteKey: "GET /things/{id}", Target: !Sub "integrations/${Integration}"}
          Plan: {Type: "AWS::Serverless::Function", Properties: {Handler: "A::B::C"}}
          Machine:
            Type: AWS::Serverless::StateMachine
            Properties:
              DefinitionUri: machine.asl.json
              DefinitionSubstitutions:
                IndexArn: !GetAtt Index.Arn
                PlanArn: {"Fn::GetAtt": [Plan, Arn]}
                BucketName: {Ref: Bucket}
                Fixed: 7
        """);

    [Fact]
    public void Parse_FunctionWithAllProperties_ReadsThem()
    {
        var function = s_template.Functions["Index"];

        Assert.Equal(
            ("A::B.C_D_Generated::D", "src/A/", 1769, TimeSpan.FromMinutes(15)),
            (function.Handler, function.CodeUri, function.MemorySize, function.Timeout));
    }

    [Fact]
    public void Parse_FunctionWithHandlerOnly_HasGlobalsAndDefaults()
    {
        var function = s_template.Functions["Plan"];

        Assert.Equal((null, 128, TimeSpan.FromMinutes(1)), (function.CodeUri, function.MemorySize, function.Timeout));
    }

    [Fact]
    public void Parse_MemoryRefersToParameter_IsItsDefault() => Assert.Equal(2048, SamTemplate.Parse("""
        Parameters: {Memory: {Type: Number, Default: 2048}}
        Resources:
          Index: {Type: "AWS::Serverless::Function", Properties: {Handler: "A::B::C", MemorySize: !Ref Memory}}
        """).Functions["Index"].MemorySize);

    [Fact]
    public void Parse_ApiRoutes_AreRoutesOfTheirFunctions()
    {
        Assert.Equal("GET /things/{id}", Assert.Single(s_template.Functions["Index"].Routes).Key);
        Assert.Empty(s_template.Functions["Plan"].Routes);
    }

    [Fact]
    public void Parse_OtherResources_AreNotFunctions() =>
        Assert.Equal(["Index", "Plan"], s_template.Functions.Keys.Order());

    [Theory]
    [InlineData("LEVEL", "info")]
    [InlineData("SHARED", "here")]
    [InlineData("STORE", null)]
    [InlineData("ADDRESS", null)]
    public void Resolve_WithoutResources_OnlyValuesOfTheTemplate(string variable, string? value) =>
        Assert.Equal(value, s_template.Resolve(s_template.Functions["Index"].Environment[variable], s_noResources));

    [Theory]
    [InlineData("STORE", "folder")]
    [InlineData("ADDRESS", "s3://folder/x")]
    public void Resolve_WithResources_HasTheirValues(string variable, string value)
    {
        var resources = new Dictionary<string, string> { ["Bucket"] = "folder" };

        Assert.Equal(value, s_template.Resolve(s_template.Functions["Index"].Environment[variable], resources));
    }

    [Fact]
    public void Substitute_Definition_ReplacesFunctionsByLogicalIds() => Assert.Equal(
        "Index Plan folder 7 ${Unknown}",
        s_template.Substitute(
            "${IndexArn} ${PlanArn} ${BucketName} ${Fixed} ${Unknown}",
            s_template.StateMachines["Machine"],
            new Dictionary<string, string> { ["Bucket"] = "folder" }));

    [Fact]
    public void Substitute_ResourceWithoutValue_NamesIt()
    {
        var error = Assert.Throws<TemplateException>(
            () => s_template.Substitute("", s_template.StateMachines["Machine"], s_noResources));

        Assert.Contains("DefinitionSubstitutions.BucketName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadDefinition_MissingFile_NamesIt()
    {
        var error = Assert.Throws<TemplateException>(
            () => s_template.ReadDefinition(s_template.StateMachines["Machine"], s_noResources));

        Assert.Contains("machine.asl.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Resources: [}", "line 1", "not valid YAML")]
    [InlineData("", "line 1", "empty")]
    [InlineData("Transform: x", "line 1", "Resources")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n", "line 3, Resources.F", "Properties")]
    [InlineData(
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {}\n",
        "line 4, Resources.F.Properties", "Handler")]
    [InlineData(
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: a, Timeout: 901}\n",
        "Resources.F.Properties.Timeout", "from 1 to 900")]
    [InlineData(
        "Resources:\n  R:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: {RouteKey: GET /a}\n",
        "Resources.R.Properties", "Target")]
    [InlineData(
        "Resources:\n  R:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: {RouteKey: GET /a, Target: a}\n",
        "Resources.R.Properties.Target", "integrations")]
    [InlineData(
        "Resources:\n  R:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: "
        + "{RouteKey: GET /a, Target: !Sub \"integrations/${I}\"}\n",
        "Resources.R.Properties.Target", "I does not exist")]
    [InlineData(
        "Resources:\n  I:\n    Type: A\n    Properties: {IntegrationUri: !GetAtt F.Arn}\n  R:\n"
        + "    Type: AWS::ApiGatewayV2::Route\n    Properties: {RouteKey: /a, Target: !Sub \"integrations/${I}\"}\n",
        "Resources.R.Properties.RouteKey", "method and a path")]
    [InlineData(
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: !Ref X}\n",
        "Resources.F.Properties.Handler", "plain value")]
    [InlineData(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: {}\n",
        "Resources.M", "DefinitionUri")]
    [InlineData(
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: "
        + "{DefinitionUri: x, DefinitionSubstitutions: {A: !Join [a, [b]]}}\n",
        "DefinitionSubstitutions.A", "value")]
    public void Parse_InvalidTemplate_ReportsLocationAndProblem(string yaml, string location, string problem)
    {
        var error = Assert.Throws<TemplateException>(() => SamTemplate.Parse(yaml, "template.yaml"));

        Assert.StartsWith("template.yaml: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(location, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var error = Assert.Throws<TemplateException>(() => SamTemplate.Load("/nowhere/template.yaml"));

        Assert.StartsWith("/nowhere/template.yaml: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${A}-${B.Arn}", "a-b")]
    [InlineData("${!A}", "${A}")]
    [InlineData("plain", "plain")]
    public void Substitution_Placeholders_AreReplaced(string text, string expected) => Assert.Equal(
        expected,
        new TemplateValue.Substitution(text).Resolve(reference =>
            reference.ToString() switch { "A" => "a", "B.Arn" => "b", _ => null }));
}
