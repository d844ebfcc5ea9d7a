using System.Text.Json.Nodes;
using VideoPipeline.Errors;
using VideoPipeline.Local.Functions.Bindings;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions.Bindings;

public sealed class FunctionBindingsTests : IDisposable
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:f";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("f", "f", null, null)]
    [InlineData("f:live", "f", "live", null)]
    [InlineData("function:f:3", "f", "3", null)]
    [InlineData("123456789012:function:f", "f", null, "arn:aws:lambda:us-east-1:123456789012:function:f")]
    [InlineData(Arn, "f", null, Arn)]
    [InlineData($"{Arn}:$LATEST", "f", "$LATEST", Arn)]
    public void Parse_NameOrArn_HasItsParts(string text, string name, string? qualifier, string? arn) =>
        Assert.Equal(new FunctionReference(name, qualifier, arn), FunctionReference.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("f:")]
    [InlineData(":f")]
    [InlineData("function:f:1:2")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:")]
    [InlineData("arn:aws:states:eu-west-1:123456789012:stateMachine:f")]
    public void Parse_AnythingElse_Null(string text) => Assert.Null(FunctionReference.Parse(text));

    [Theory]
    [InlineData($"{Arn}:live", "of the ARN and the alias")]
    [InlineData($"{Arn}:other", "of the ARN")]
    [InlineData(Arn, "of the ARN")]
    [InlineData("f:live", "of the name and the alias")]
    [InlineData("arn:aws:lambda:us-east-1:1:function:f", "of the unqualified name")]
    [InlineData("f", "of the unqualified name")]
    [InlineData("f:$LATEST", "of the unqualified name")]
    [InlineData("f:1", "of the name")]
    public void Find_SeveralBindings_TheMostSpecific(string function, string expected)
    {
        var bindings = Load($$"""
            functions:
              {{Arn}}:live: {command: [of the ARN and the alias]}
              {{Arn}}: {command: [of the ARN]}
              f:live: {command: [of the name and the alias]}
              f:$LATEST: {command: [of the unqualified name]}
              f: {command: [of the name]}
            """);

        var found = Assert.IsType<FunctionBinding.Command>(bindings.Find(FunctionReference.Parse(function)!));

        Assert.Equal(expected, found.Program);
    }

    [Fact]
    public void Load_Json_ReadsAllKinds()
    {
        var bindings = Load("""
            {"functions": {
              "a": {"function": "Add"},
              "b": {"command": ["./b.sh", "x"], "folder": "sub", "environment": {"A": "1"}, "timeout": 5},
              "c": {"url": "http://127.0.0.1:9001"}}}
            """);

        Assert.Equal(new FunctionBinding.Template("Add"), bindings.Find(FunctionReference.Parse("a")!));
        var command = Assert.IsType<FunctionBinding.Command>(bindings.Find(FunctionReference.Parse("b")!));
        Assert.Equal(
            (_folder.File("b.sh"), "x", _folder.File("sub"), "1", TimeSpan.FromSeconds(5)),
            (command.Program, command.Arguments.Single(), command.Folder, command.Environment["A"], command.Timeout));
        Assert.Equal(
            new FunctionBinding.Endpoint(new Uri("http://127.0.0.1:9001"), TimeSpan.FromSeconds(900)),
            bindings.Find(FunctionReference.Parse("c")!));
        Assert.Null(bindings.Find(FunctionReference.Parse("d")!));
    }

    [Theory]
    [InlineData("functions: [", "not valid YAML")]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("{}", "functions is missing")]
    [InlineData("functions: {}\nother: 1", "line 2, other: unknown field other")]
    [InlineData("functions:\n  'a:b:c': {command: [x]}", "line 2, functions.a:b:c: 'a:b:c' is neither the name nor the ARN")]
    [InlineData("functions:\n  a: {}", "functions.a: a binding has one of the fields function, command, url")]
    [InlineData("functions:\n  a: {command: [x], url: 'http://x'}", "functions.a: a binding has one of the fields")]
    [InlineData("functions:\n  a: {function: Add, timeout: 1}", "functions.a.timeout: unknown field timeout")]
    [InlineData("functions:\n  a: {function: None}", "functions.a.function: the template has no function 'None'; it has Add")]
    [InlineData("functions:\n  a: {command: x}", "functions.a.command: this must be a sequence")]
    [InlineData("functions:\n  a: {command: []}", "functions.a.command: the program is missing")]
    [InlineData("functions:\n  a: {command: [x], timeout: 901}", "functions.a.timeout: this must be an integer from 1 to 900")]
    [InlineData("functions:\n  a: {url: 'ftp://x'}", "functions.a.url: this must be an http:// or https:// address")]
    [InlineData("functions:\n  a: {function: Add}\n  'function:a': {function: Add}", "'function:a' is bound already")]
    public void Load_InvalidFile_NamesFileAndPlace(string yaml, string problem)
    {
        var message = Assert.Throws<InvalidInputException>(() => Load(yaml)).Message;

        Assert.StartsWith(_folder.File("bindings.yaml"), message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFile_NamesIt() => Assert.Contains(
        "/no/such/file.yaml",
        Assert.Throws<InvalidInputException>(() => FunctionBindings.Load("/no/such/file.yaml", SampleHost.Template)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Schema_Fields_AreThoseOfTheReader()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "bindings.schema.json")))!;
        var kinds = schema["$defs"]!["binding"]!["oneOf"]!.AsArray()
            .ToDictionary(kind => (string)kind!["required"]![0]!, kind => kind!["properties"]!.AsObject().Select(p => p.Key));

        Assert.Equal(["functions"], schema["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(BindingsReader.Fields.Keys.Order(), kinds.Keys.Order());
        foreach (var (kind, fields) in BindingsReader.Fields) Assert.Equal(fields, kinds[kind]);
    }

    private FunctionBindings Load(string yaml)
    {
        var file = _folder.File("bindings.yaml");
        File.WriteAllText(file, yaml);
        return FunctionBindings.Load(file, SampleHost.Template);
    }
}
