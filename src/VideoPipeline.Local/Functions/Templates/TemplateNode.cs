using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A node of a template, which knows where it stands so that errors can say it.</summary>
/// <param name="File">The template.</param>
/// <param name="Place">The keys that lead to the node, joined by dots.</param>
/// <param name="Yaml">The node.</param>
internal sealed record TemplateNode(string File, string Place, YamlNode Yaml)
{
    /// <summary>The root of a template.</summary>
    /// <exception cref="TemplateException">It is not YAML, or not a mapping.</exception>
    public static TemplateNode Parse(string yaml, string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw new TemplateException(file, $"line {exception.Start.Line}", $"not YAML: {exception.Message}", exception);
        }

        if (stream.Documents.Count == 0) throw new TemplateException(file, "line 1", "the template is empty");
        return new TemplateNode(file, "", stream.Documents[0].RootNode);
    }

    /// <summary>The entries of a mapping, in order.</summary>
    public IEnumerable<(string Key, TemplateNode Value)> Entries =>
        from child in Mapping.Children
        let key = (child.Key as YamlScalarNode)?.Value ?? throw Wrong("the keys of this mapping must be plain texts")
        select (key, At(key, child.Value));

    private YamlMappingNode Mapping => Yaml as YamlMappingNode ?? throw Wrong("a mapping is wanted here");

    /// <summary>What stands under <paramref name="key"/>, or null.</summary>
    public TemplateNode? Find(string key) => Mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? At(key, value) : null;

    /// <summary>What stands under the keys, one in the other, or null.</summary>
    public TemplateNode? Find(string key, params ReadOnlySpan<string> further)
    {
        var node = Find(key);
        foreach (var next in further) node = node?.Find(next);
        return node;
    }

    /// <summary>A plain text.</summary>
    public string Text() => Value() is TemplateValue.Literal { Text: var text } ? text : throw Wrong("a plain value is wanted here");

    /// <summary>A whole number.</summary>
    public int Integer(int least, int most) =>
        int.TryParse(Text(), CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong($"'{Text()}' is not a whole number from {least} to {most}");

    /// <summary>A text, or one of the intrinsic functions <c>Ref</c>, <c>GetAtt</c> and <c>Sub</c>, in the short or the long form.</summary>
    public TemplateValue Value() => Yaml switch
    {
        YamlScalarNode { Value: { } text, Tag: { IsEmpty: false, IsLocal: true } tag } => Intrinsic(tag.Value[1..], text),
        YamlScalarNode { Value: { } text } => new TemplateValue.Literal(text),
        YamlSequenceNode { Tag: { IsEmpty: false, Value: "!GetAtt" } } parts => Intrinsic("GetAtt", Joined(parts)),
        YamlMappingNode { Children: { Count: 1 } only } => (only.First().Key, only.First().Value) switch
        {
            (YamlScalarNode { Value: { } name }, YamlScalarNode { Value: { } text }) => Intrinsic(LongName(name), text),
            (YamlScalarNode { Value: "Fn::GetAtt" }, YamlSequenceNode parts) => Intrinsic("GetAtt", Joined(parts)),
            _ => throw Wrong("only Ref, GetAtt and Sub of a text are understood here"),
        },
        _ => throw Wrong("a value is wanted here"),
    };

    /// <summary>An error about this node.</summary>
    public TemplateException Wrong(string problem) =>
        new(File, $"line {Yaml.Start.Line}{(Place.Length == 0 ? "" : $", {Place}")}", problem);

    private static string LongName(string name) => name.StartsWith("Fn::", StringComparison.Ordinal) ? name["Fn::".Length..] : name;

    private static string Joined(YamlSequenceNode parts) => string.Join('.', parts.Children);

    private TemplateValue Intrinsic(string name, string text) => name switch
    {
        "Ref" => new TemplateValue.Reference(text, null),
        "GetAtt" => TemplateValue.Reference.Parse(text),
        "Sub" => new TemplateValue.Substitution(text),
        _ => throw Wrong($"the intrinsic function {name} is not understood here; Ref, GetAtt and Sub are"),
    };

    private TemplateNode At(string key, YamlNode value) => new(File, Place.Length == 0 ? key : $"{Place}.{key}", value);
}
