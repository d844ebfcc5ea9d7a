using System.Reflection;
using Amazon.Lambda.Core;
using Xunit;

namespace VideoPipeline.Substitutes.Tests;

public sealed class GeneratorTests
{
    private const string Serializer = "[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]\n";

    private const string Startup = """

        namespace N
        {
            public class Scoped { public Guid Id = Guid.NewGuid(); }

            [LambdaStartup]
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) => services.AddScoped<Scoped>();
            }
        }
        """;

    [Fact]
    public async Task EntryPoint_AsyncFunction_AwaitsTheHandler()
    {
        var entryPoint = Generate("[LambdaFunction] public async Task<int> F(int x) { await Task.Yield(); return x + 1; }");

        Assert.Equal(4, await Call<Task<int>>(entryPoint, 3));
    }

    [Fact]
    public void EntryPoint_SynchronousFunction_ReturnsItsValue() =>
        Assert.Equal(4, Call<int>(Generate("[LambdaFunction] public int F(int x) => x + 1;"), 3));

    [Fact]
    public void EntryPoint_VoidFunction_CallsIt()
    {
        var entryPoint = Generate(
            "[LambdaFunction] public void F() => Environment.SetEnvironmentVariable(\"N.H.F\", \"called\");");
        Environment.SetEnvironmentVariable("N.H.F", null);

        Assert.Null(Call<object?>(entryPoint, Stream.Null));
        Assert.Equal("called", Environment.GetEnvironmentVariable("N.H.F"));
    }

    [Fact]
    public void EntryPoint_Signature_OmitsServices()
    {
        var entryPoint = Generate(
            "[LambdaFunction] public int F([FromServices] Scoped s, string x, ILambdaContext context) => 1;");

        Assert.Equal([typeof(string), typeof(ILambdaContext)], Method(entryPoint).GetParameters().Select(p => p.ParameterType));
    }

    [Fact]
    public void EntryPoint_TwoInvocations_UseOneHandlerAndTwoScopes()
    {
        var entryPoint = Generate(
            "private readonly Guid id = Guid.NewGuid(); "
            + "[LambdaFunction] public (Guid, Guid) F([FromServices] Scoped s) => (id, s.Id);");

        var (first, second) = (Call<(Guid Handler, Guid Scope)>(entryPoint), Call<(Guid Handler, Guid Scope)>(entryPoint));

        Assert.Equal(first.Handler, second.Handler);
        Assert.NotEqual(first.Scope, second.Scope);
    }

    [Fact]
    public void EntryPoint_HandlerConstructorThrows_ThrowsInItsConstructor()
    {
        const string Members =
            "public H() => throw new InvalidOperationException(\"broken\"); [LambdaFunction] public int F() => 1;";

        var thrown = Assert.Throws<TargetInvocationException>(() => Generate(Members));

        Assert.Equal("broken", thrown.GetBaseException().Message);
    }

    [Theory]
    [InlineData("AWSLambda0101", Serializer, Startup + "\nnamespace N { [LambdaStartup] public class Another { } }")]
    [InlineData("AWSLambda0108", "", Startup)]
    [InlineData("AWSLambda0107", Serializer, "")]
    public void Generate_InvalidAssembly_ReportsADiagnostic(string id, string attributes, string startup)
    {
        var source = $"{attributes}namespace N {{ public class H {{ [LambdaFunction] public int F() => 1; }} }}{startup}";

        Assert.Equal(id, Assert.Single(Generation.Of(source).Reported).Id);
    }

    [Theory]
    [InlineData("[LambdaFunction] public int F(int a, int b) => 1;")]
    [InlineData("[LambdaFunction] public static int F() => 1;")]
    [InlineData("[LambdaFunction] public T F<T>(T x) => x;")]
    [InlineData("[LambdaFunction] public async void F() => await Task.Yield();")]
    [InlineData("public class Inner { [LambdaFunction] public int F() => 1; }")]
    public void Generate_InvalidMethod_ReportsADiagnostic(string members) =>
        Assert.Equal("AWSLambda0107", Assert.Single(Generation.Of(Source(members)).Reported).Id);

    private static string Source(string members) =>
        $"{Serializer}namespace N {{ public class H {{ {members} }} }}{Startup}";

    private static object Generate(string members) => Generation.Of(Source(members)).Instance("N.H_F_Generated");

    private static MethodInfo Method(object entryPoint) => entryPoint.GetType().GetMethod("F")!;

    private static T Call<T>(object entryPoint, params object?[] arguments) =>
        (T)Method(entryPoint).Invoke(entryPoint, arguments)!;
}
