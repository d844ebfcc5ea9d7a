using System.Reflection;
using Amazon.Lambda.Annotations;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions.InProcess;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The functions of the template, held against the code.</summary>
public sealed class HandlerTests
{
    // docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int LongestHandler = 127;

    private static readonly SamTemplate s_template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml"));

    public static TheoryData<string> Functions => new(s_template.Functions.Keys);

    [Theory, MemberData(nameof(Functions))]
    public void Handler_OfAFunction_IsAGeneratedEntryPoint(string function)
    {
        var text = s_template.Functions[function].Handler;
        var handler = HandlerName.Parse(text);

        Assert.NotNull(Assembly.Load(handler.Assembly).GetType(handler.Type, throwOnError: true)!.GetMethod(handler.Method));
        Assert.InRange(text.Length, 1, LongestHandler);
    }

    [Fact]
    public void Handlers_InTheCode_AreAllDeployed() => Assert.Equal(
        typeof(Startup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<LambdaFunctionAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.FullName}_{method.Name}_Generated")
            .Order(),
        s_template.Functions.Values.Select(function => HandlerName.Parse(function.Handler).Type).Order());

    [Theory, MemberData(nameof(Functions))]
    public void Function_SaysItsOwnSizes(string function) => Assert.All(
        (string[])["MemorySize", "Timeout", "EphemeralStorage"], name => Assert.NotNull(TemplateFile.Properties(function)[name]));

    [Fact]
    public void Variables_OfTheTemplate_AreThoseThatTheCodeReads()
    {
        string[] read =
        [
            Settings.BucketVariable, Settings.AccountVariable, Settings.AddressesVariable, Settings.StateMachineVariable,
            VideoPipeline.Functions.Observation.StepLog.DeploymentVariable,
        ];

        var given = s_template.Functions.Values.SelectMany(function => function.Environment.Keys).Distinct();

        Assert.Equal(read.Order(), given.Order());
    }
}
