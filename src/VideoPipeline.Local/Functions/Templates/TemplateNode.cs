using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A node of a template, with its location for error messages.</summary>
/// <param name="File">The path of the template.</param>
/// <param name="Location">The keys from the root to the node, joined by dots.</param>
/// <param name="Yaml">The node.</param>
internal sealed record TemplateNode(string File, string Location, YamlNode Yaml)
{
    /// <summary>Parses a template and returns its root.</summary>
    /// <exception cref="TemplateException">It is not valid YAML, or is empty.</exception>
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
            throw new TemplateException(file, $"line {exception.Start.Line}", $"not valid YAML: {exception.Message}", exception);
        }

        if (stream.Documents.Count == 0) throw new TemplateException(file, "line 1", "the file is empty");
        return new TemplateNode(file, "", stream.Documents[0].RootNode);
    }

    /// <summary>The entries of a mapping, in order.</summary>
    public IEnumerable<(string Key, TemplateNode Value)> Entries =>
        from child in Mapping.Children
        let key = (child.Key as YamlScalarNode)?.Value ?? throw Error("the keys of this mapping must be strings")
        select (key, At(key, child.Value));

    /// <summary>The elements of a sequence, in order.</summary>
    public IEnumerable<TemplateNode> Items =>
        (Yaml as YamlSequenceNode ?? throw Error("this must be a sequence")).Children
            .Select((child, index) => new TemplateNode(File, $"{Location}[{index}]", child));

    private YamlMappingNode Mapping => Yaml as YamlMappingNode ?? throw Error("this must be a mapping");

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public TemplateNode? Find(string key) =>
        Mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? At(key, value) : null;

    /// <summary>The value of nested keys, or null.</summary>
    public TemplateNode? Find(string key, params ReadOnlySpan<string> further)
    {
        var node = Find(key);
        foreach (var next in further) node = node?.Find(next);
        return node;
    }

    /// <summary>The resources of a type, in order, if this is the section <c>Resources</c>.</summary>
    public IEnumerable<(string Key, TemplateNode Value)> OfType(string type) =>
        Entries.Where(resource => resource.Value.Find("Type")?.Text() == type);

    /// <summary>The properties of a resource.</summary>
    public TemplateNode Properties() =>
        Find("Properties") ?? throw Error("Properties is missing. Add the properties of the resource.");

    /// <summary>The value of a required property.</summary>
    public TemplateNode Required(string name) => Find(name) ?? throw Error($"{name} is missing. Add it.");

    /// <summary>Reads a string.</summary>
    public string Text() =>
        Value() is TemplateValue.Literal { Text: var text }
            ? text
            : throw Error("this must be a plain value, not an intrinsic function");

    /// <summary>Reads an integer.</summary>
    /// <param name="min">The minimum.</param>
    /// <param name="max">The maximum.</param>
    public int Integer(int min, int max) =>
        int.TryParse(Text(), CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Error($"this must be an integer from {min} to {max} (got '{Text()}')");

    /// <summary>Reads a string or an intrinsic function <c>Ref</c>, <c>GetAtt</c> or <c>Sub</c>, in short or long form.</summary>
    public TemplateValue Value() => Yaml switch
    {
        YamlScalarNode { Value: { } text, Tag: { IsEmpty: false, IsLocal: true } tag } => Intrinsic(tag.Value[1..], text),
        YamlScalarNode { Value: { } text } => new TemplateValue.Literal(text),
        YamlSequenceNode { Tag: { IsEmpty: false, Value: "!GetAtt" } } parts => Intrinsic("GetAtt", Joined(parts)),
        YamlMappingNode { Children: { Count: 1 } only } => (only.First().Key, only.First().Value) switch
        {
            (YamlScalarNode { Value: { } name }, YamlScalarNode { Value: { } text }) => Intrinsic(LongName(name), text),
            (YamlScalarNode { Value: "Fn::GetAtt" }, YamlSequenceNode parts) => Intrinsic("GetAtt", Joined(parts)),
            _ => throw Error("this value is not supported; only Ref, GetAtt and Sub of a string are"),
        },
        _ => throw Error("this must be a value"),
    };

    /// <summary>Creates an exception with the location of this node.</summary>
    public TemplateException Error(string problem) =>
        new(File, $"line {Yaml.Start.Line}{(Location.Length == 0 ? "" : $", {Location}")}", problem);

    private static string LongName(string name) =>
        name.StartsWith("Fn::", StringComparison.Ordinal) ? name["Fn::".Length..] : name;

    private static string Joined(YamlSequenceNode parts) => string.Join('.', parts.Children);

    private TemplateValue Intrinsic(string name, string text) => name switch
    {
        "Ref" => new TemplateValue.Reference(text, null),
        "GetAtt" => TemplateValue.Reference.Parse(text),
        "Sub" => new TemplateValue.Substitution(text),
        _ => throw Error($"the intrinsic function {name} is not supported for this value; only Ref, GetAtt and Sub are"),
    };

    private TemplateNode At(string key, YamlNode value) => new(File, Location.Length == 0 ? key : $"{Location}.{key}", value);
}
