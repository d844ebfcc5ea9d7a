namespace VideoPipeline.Testing;

/// <summary>A temporary folder for one test. Dispose deletes it, and throws if something in it cannot be deleted.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <param name="parent">The parent folder; null for the system's temporary folder.</param>
    public TemporaryFolder(string? parent = null) =>
        Root = Directory.CreateDirectory(System.IO.Path.Combine(
            parent ?? System.IO.Path.GetTempPath(), $"videopipeline-test-{Guid.NewGuid():N}")).FullName;

    /// <summary>The full path.</summary>
    public string Root { get; }

    /// <summary>The path of a file in the folder, which need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a file in the folder and returns its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
