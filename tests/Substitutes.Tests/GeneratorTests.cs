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
    public async Task EntryPoint_OfATask_AwaitsTheHandler()
    {
        var entryPoint = Generate("[LambdaFunction] public async Task<int> F(int x) { await Task.Yield(); return x + 1; }");

        Assert.Equal(4, await Call<Task<int>>(entryPoint, 3));
    }

    [Fact]
    public void EntryPoint_OfAValue_ReturnsIt() => Assert.Equal(4, Call<int>(Generate("[LambdaFunction] public int F(int x) => x + 1;"), 3));

    [Fact]
    public void EntryPoint_OfNothing_ReturnsNothing() =>
        Assert.Null(Call<object?>(Generate("[LambdaFunction] public void F() { }"), Stream.Null));

    [Fact]
    public void EntryPoint_Signature_LeavesServicesOut()
    {
        var entryPoint = Generate("[LambdaFunction] public int F([FromServices] Scoped s, string x, ILambdaContext context) => 1;");

        Assert.Equal([typeof(string), typeof(ILambdaContext)], Method(entryPoint).GetParameters().Select(p => p.ParameterType));
    }

    [Fact]
    public void EntryPoint_CalledTwice_HasOneHandlerAndTwoScopes()
    {
        var entryPoint = Generate("private readonly Guid id = Guid.NewGuid(); [LambdaFunction] public (Guid, Guid) F([FromServices] Scoped s) => (id, s.Id);");

        var (first, second) = (Call<(Guid Handler, Guid Scope)>(entryPoint), Call<(Guid Handler, Guid Scope)>(entryPoint));

        Assert.Equal(first.Handler, second.Handler);
        Assert.NotEqual(first.Scope, second.Scope);
    }

    [Fact]
    public void EntryPoint_HandlerThatCannotBeMade_FailsInItsConstructor() => Assert.Throws<TargetInvocationException>(
        () => Generate("public H() => throw new InvalidOperationException(); [LambdaFunction] public int F() => 1;"));

    [Theory]
    [InlineData("AWSLambda0101", Serializer, Startup + "\nnamespace N { [LambdaStartup] public class Another { } }")]
    [InlineData("AWSLambda0108", "", Startup)]
    [InlineData("AWSLambda0107", Serializer, "")]
    public void Report_AssemblyThatLacksSomething_SaysWhat(string id, string attributes, string startup) =>
        Assert.Equal(id, Assert.Single(Generation.Of($"{attributes}namespace N {{ public class H {{ [LambdaFunction] public int F() => 1; }} }}{startup}").Reported).Id);

    [Theory]
    [InlineData("[LambdaFunction] public int F(int a, int b) => 1;")]
    [InlineData("[LambdaFunction] public static int F() => 1;")]
    [InlineData("[LambdaFunction] public T F<T>(T x) => x;")]
    [InlineData("[LambdaFunction] public async void F() => await Task.Yield();")]
    [InlineData("public class Inner { [LambdaFunction] public int F() => 1; }")]
    public void Report_MethodThatCannotBeAFunction_SaysSo(string members) =>
        Assert.Equal("AWSLambda0107", Assert.Single(Generation.Of($"{Serializer}namespace N {{ public class H {{ {members} }} }}{Startup}").Reported).Id);

    private static object Generate(string members) =>
        Generation.Of($"{Serializer}namespace N {{ public class H {{ {members} }} }}{Startup}").Instance("N.H_F_Generated");

    private static MethodInfo Method(object entryPoint) => entryPoint.GetType().GetMethod("F")!;

    private static T Call<T>(object entryPoint, params object?[] arguments) => (T)Method(entryPoint).Invoke(entryPoint, arguments)!;
}
