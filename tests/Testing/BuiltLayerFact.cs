using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A theory that requires built layers, which take minutes to build. It is skipped if one is not built.</summary>
public sealed class BuiltLayerTheoryAttribute : TheoryAttribute
{
    /// <param name="layers">The names of the layers, such as <c>ffmpeg</c>.</param>
    public BuiltLayerTheoryAttribute(params string[] layers) => Skip = BuiltLayerFactAttribute.SkipReason(layers);
}

/// <summary>A test that requires built layers, which take minutes to build. It is skipped if one is not built.</summary>
public sealed class BuiltLayerFactAttribute : FactAttribute
{
    /// <param name="layers">The names of the layers, such as <c>ffmpeg</c>.</param>
    public BuiltLayerFactAttribute(params string[] layers) => Skip = SkipReason(layers);

    /// <summary>Whether the test also requires root, for namespaces and mounts.</summary>
    public bool RequiresRoot
    {
        get;
        set
        {
            field = value;
            if (value && !Environment.IsPrivilegedProcess) Skip ??= "requires root";
        }
    }

    /// <summary>The path of a package that <c>layers/build</c> creates.</summary>
    public static string Package(string name) => Path.Combine(Repository.Root, ".layers", $"{name}.zip");

    internal static string? SkipReason(string[] layers) =>
        layers.FirstOrDefault(layer => !File.Exists(Package(layer))) is { } absent
            ? $"needs .layers/{absent}.zip, which is not built (layers/build builds it, in minutes)"
            : null;
}
