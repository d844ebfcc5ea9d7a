using System.Globalization;
using System.Reflection;
using Amazon.Lambda.Annotations;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions.InProcess;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Planning;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The functions of the template agree with the code.</summary>
public sealed class HandlerTests
{
    // docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int MaxHandlerLength = 127;

    private static readonly SamTemplate s_template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml"));

    public static TheoryData<string> Functions => new(s_template.Functions.Keys);

    [Theory, MemberData(nameof(Functions))]
    public void Handler_OfFunction_IsGeneratedEntryPoint(string function)
    {
        var text = s_template.Functions[function].Handler;
        var handler = HandlerName.Parse(text);

        Assert.NotNull(Assembly.Load(handler.Assembly).GetType(handler.Type, throwOnError: true)!.GetMethod(handler.Method));
        Assert.InRange(text.Length, 1, MaxHandlerLength);
    }

    [Fact]
    public void Handlers_InTheCode_AreInTheTemplate() => Assert.Equal(
        typeof(Startup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<LambdaFunctionAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.FullName}_{method.Name}_Generated")
            .Order(),
        s_template.Functions.Values.Select(function => HandlerName.Parse(function.Handler).Type).Order());

    [Fact]
    public void WorkerMemory_DefaultOfPlan_IsThatOfTheTemplate() => Assert.Equal(
        RemoteWorker.DefaultMegabytes.ToString(CultureInfo.InvariantCulture),
        (string?)TemplateFile.Root["Parameters"]!["WorkerMemory"]!["Default"]);

    [Theory, MemberData(nameof(Functions))]
    public void Function_SetsMemoryTimeoutAndStorage(string function) => Assert.All(
        (string[])["MemorySize", "Timeout", "EphemeralStorage"], name => Assert.NotNull(TemplateFile.Properties(function)[name]));

    [Fact]
    public void EnvironmentVariables_OfTheTemplate_AreThoseThatTheCodeReads()
    {
        string[] read =
        [
            Settings.BucketVariable, Settings.AccountVariable, Settings.AddressesVariable, Settings.StateMachineVariable,
            Settings.RequesterPaysVariable, Settings.ApiKeyVariable, Settings.MaxWorkersVariable,
            Settings.MaxExecutionsVariable, Settings.UploadOptionsVariable, Settings.WorkerMemoryVariable,
            VideoPipeline.Functions.Observation.StepLog.DeploymentVariable,
        ];

        var set = s_template.Functions.Values.SelectMany(function => function.Environment.Keys).Distinct();

        Assert.Equal(read.Order(), set.Order());
    }
}
