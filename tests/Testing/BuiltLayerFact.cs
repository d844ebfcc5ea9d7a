using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A theory about layers that take minutes to build; skipped, saying so, where they are not built.</summary>
public sealed class BuiltLayerTheoryAttribute : TheoryAttribute
{
    /// <param name="layers">The layers, such as <c>ffmpeg</c>.</param>
    public BuiltLayerTheoryAttribute(params string[] layers) => Skip = BuiltLayerFactAttribute.Missing(layers);
}

/// <summary>A test of layers that take minutes to build; skipped, saying so, where they are not built.</summary>
public sealed class BuiltLayerFactAttribute : FactAttribute
{
    /// <param name="layers">The layers, such as <c>ffmpeg</c>.</param>
    public BuiltLayerFactAttribute(params string[] layers) => Skip = Missing(layers);

    /// <summary>Whether it takes root too, for namespaces and mounts.</summary>
    public bool AsRoot
    {
        get;
        set
        {
            field = value;
            if (value && !Environment.IsPrivilegedProcess) Skip ??= "takes root";
        }
    }

    /// <summary>A package that <c>layers/build</c> made.</summary>
    public static string Package(string name) => Path.Combine(Repository.Root, ".layers", $"{name}.zip");

    internal static string? Missing(string[] layers) =>
        layers.FirstOrDefault(layer => !File.Exists(Package(layer))) is { } absent
            ? $"needs .layers/{absent}.zip, which is not built: layers/build makes it, in minutes"
            : null;
}
