using VideoPipeline.Errors;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>What names and ARNs of functions are bound to.</summary>
internal sealed class FunctionBindings
{
    private readonly IReadOnlyDictionary<(string Name, string? Qualifier), FunctionBinding> _bindings;

    internal FunctionBindings(string? path, IReadOnlyDictionary<(string Name, string? Qualifier), FunctionBinding> bindings) =>
        (Path, _bindings) = (path, bindings);

    /// <summary>Nothing is bound, because there is no file.</summary>
    public static FunctionBindings None { get; } =
        new(null, new Dictionary<(string Name, string? Qualifier), FunctionBinding>());

    /// <summary>The path of the file; null if there is none.</summary>
    public string? Path { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of the file, YAML or JSON. Relative paths in it are relative to its folder.</param>
    /// <param name="template">The template whose functions it may name.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or is invalid.</exception>
    public static FunctionBindings Load(string path, SamTemplate template)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
            return new FunctionBindings(
                path, new BindingsReader(folder, template).Read(TemplateNode.Parse(File.ReadAllText(path), path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The bindings {path} cannot be read: {exception.Message}", exception);
        }
        catch (TemplateException exception)
        {
            throw new InvalidInputException(exception.Message, exception);
        }
    }

    /// <summary>
    /// What an invocation is bound to: the ARN with its version or alias, else without, else the name with it, else without. A
    /// binding without a version or alias is for all of them. Null if nothing is bound.
    /// </summary>
    public FunctionBinding? Find(FunctionReference function)
    {
        var qualifier = function.Qualifier ?? FunctionReference.Latest;
        return (function.Arn is { } arn ? Find(arn, qualifier) : null) ?? Find(function.Name, qualifier);
    }

    private FunctionBinding? Find(string name, string qualifier) =>
        _bindings.GetValueOrDefault((name, qualifier)) ?? _bindings.GetValueOrDefault((name, null));
}
