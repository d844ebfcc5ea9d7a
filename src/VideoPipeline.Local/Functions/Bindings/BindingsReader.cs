using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>Reads a file of bindings, which docs/bindings.schema.json describes.</summary>
/// <param name="folder">The folder of the file.</param>
/// <param name="template">The template whose functions it may name.</param>
internal sealed class BindingsReader(string folder, SamTemplate template)
{
    // Lambda's maximum, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int MaxTimeout = 900;

    /// <summary>The fields of each kind of binding, by the field that it is named after.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Fields = new Dictionary<string, string[]>
    {
        ["function"] = ["function"],
        ["command"] = ["command", "folder", "environment", "timeout"],
        ["url"] = ["url", "timeout"],
    };

    /// <summary>The bindings by name or ARN, and by version or alias.</summary>
    /// <exception cref="TemplateException">The file is invalid.</exception>
    public IReadOnlyDictionary<(string Name, string? Qualifier), FunctionBinding> Read(TemplateNode root)
    {
        if (root.Entries.FirstOrDefault(entry => entry.Key != "functions") is { Key: { } other, Value: var node })
            throw node.Error($"unknown field {other}; only functions is known");
        var bindings = new Dictionary<(string Name, string? Qualifier), FunctionBinding>();
        foreach (var (key, value) in root.Required("functions").Entries)
        {
            var function = FunctionReference.Parse(key) ?? throw value.Error(
                $"'{key}' is neither the name nor the ARN of a function; "
                + "write NAME, NAME:ALIAS or arn:aws:lambda:…:function:NAME");
            if (!bindings.TryAdd((function.Arn ?? function.Name, function.Qualifier), Binding(value)))
                throw value.Error($"'{key}' is bound already; remove one of the two");
        }
        return bindings;
    }

    private FunctionBinding Binding(TemplateNode node)
    {
        var names = node.Entries.Select(entry => entry.Key).ToArray();
        if (names.Where(Fields.ContainsKey).ToArray() is not [var kind])
            throw node.Error($"a binding has one of the fields {string.Join(", ", Fields.Keys)}");
        if (names.FirstOrDefault(name => !Fields[kind].Contains(name)) is { } other)
            throw node.Find(other)!.Error($"unknown field {other}; a {kind} has {string.Join(", ", Fields[kind])}");
        return kind switch
        {
            "function" => Function(node.Required(kind)),
            "command" => Command(node),
            _ => new FunctionBinding.Endpoint(Address(node.Required(kind)), Timeout(node)),
        };
    }

    private FunctionBinding.Template Function(TemplateNode node) => template.Functions.ContainsKey(node.Text())
        ? new FunctionBinding.Template(node.Text())
        : throw node.Error(
            $"the template has no function '{node.Text()}'; it has {string.Join(", ", template.Functions.Keys.Order())}");

    private FunctionBinding.Command Command(TemplateNode node)
    {
        var command = node.Required("command").Items.Select(item => item.Text()).ToArray();
        if (command is not [{ Length: > 0 } program, .. var arguments])
            throw node.Required("command").Error("the program is missing; write a sequence, such as [python3, resize.py]");
        return new FunctionBinding.Command(
            program.Contains('/') ? Path.GetFullPath(program, folder) : program,
            arguments,
            Path.GetFullPath(node.Find("folder")?.Text() ?? ".", folder),
            (node.Find("environment")?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.Text()),
            Timeout(node));
    }

    private static Uri Address(TemplateNode node) =>
        Uri.TryCreate(node.Text(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw node.Error($"this must be an http:// or https:// address (got '{node.Text()}')");

    private static TimeSpan Timeout(TemplateNode node) =>
        TimeSpan.FromSeconds(node.Find("timeout")?.Integer(1, MaxTimeout) ?? MaxTimeout);
}
