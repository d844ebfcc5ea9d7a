using VideoPipeline.Errors;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Files;

public sealed class LocalCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public LocalCopyTests() => _path = _folder.Write("a.avi", [1, 2, 3]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MakeAsync_File_CreatesSymbolicLinkWithExtension()
    {
        await using var source = FileSource.Open(_path);
        using var copy = await LocalCopy.CreateAsync(source, _folder.Root, CancellationToken.None);

        Assert.Equal((_folder.File("video.avi"), _path), (copy.Path, new FileInfo(copy.Path).LinkTarget));
    }

    [Fact]
    public async Task MakeAsync_OtherSource_CopiesBytes()
    {
        using var copy = await LocalCopy.CreateAsync(new MemorySource([4, 5]), _folder.Root, CancellationToken.None);

        Assert.Equal([4, 5], await File.ReadAllBytesAsync(copy.Path));
        copy.ThrowIfChanged();
    }

    [Fact]
    public async Task ThrowIfChanged_Unchanged_DoesNotThrow()
    {
        await using var source = FileSource.Open(_path);
        using var copy = await LocalCopy.CreateAsync(source, _folder.Root, CancellationToken.None);

        Assert.Null(Record.Exception(copy.ThrowIfChanged));
    }

    [Theory]
    [InlineData("written")]
    [InlineData("replaced")]
    [InlineData("deleted")]
    public async Task ThrowIfChanged_FileChanged_ThrowsVideoChanged(string change)
    {
        await using var source = FileSource.Open(_path);
        using var copy = await LocalCopy.CreateAsync(source, _folder.Root, CancellationToken.None);
        if (change == "written") _folder.Write("a.avi", [1, 2, 3, 4]);
        else if (change == "replaced") File.Move(_folder.Write("b.avi", [1, 2, 3, 4]), _path, overwrite: true);
        else File.Delete(_path);

        Assert.Throws<VideoChangedException>(copy.ThrowIfChanged);
    }
}
