namespace VideoPipeline.Testing;

/// <summary>A folder of its own for one test; deleted at the end, which fails where something in it cannot be deleted.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <param name="parent">Where to make it; the system's temporary folder where null.</param>
    public TemporaryFolder(string? parent = null) =>
        Root = Directory.CreateDirectory(System.IO.Path.Combine(
            parent ?? System.IO.Path.GetTempPath(), $"videopipeline-test-{Guid.NewGuid():N}")).FullName;

    /// <summary>Its full path.</summary>
    public string Root { get; }

    /// <summary>The path of a file in it, which need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a file in it and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
