using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Files;

public sealed partial class FileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _content = new byte[100_000];

    public FileSourceTests() => new Random(1).NextBytes(_content);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 100_000)]
    [InlineData(17, 4096)]
    [InlineData(99_990, 100)]
    [InlineData(100_000, 1)]
    [InlineData(200_000, 1)]
    public async Task ReadAsync_AnyOffset_ReturnsAvailableBytes(int offset, int length)
    {
        await using var source = FileSource.Open(_folder.Write("a.mp4", _content));
        var buffer = new byte[length];

        var read = await source.ReadAsync(offset, buffer, CancellationToken.None);

        Assert.Equal(_content.Skip(offset).Take(length), buffer.Take(read));
        Assert.Equal(new AccessCount(read, 1), source.Access);
    }

    [Fact]
    public async Task OpenAsync_Range_StreamsWithOneRequest()
    {
        await using var source = FileSource.Open(_folder.Write("a.mp4", _content));
        using var copy = new MemoryStream();

        await using (var stream = await source.OpenAsync(1000, 50_000, CancellationToken.None)) await stream.CopyToAsync(copy);

        Assert.Equal(_content[1000..51_000], copy.ToArray());
        Assert.Equal(new AccessCount(50_000, 1), source.Access);
    }

    [Fact]
    public async Task OpenAsync_RangeBeyondEnd_StopsAtEnd()
    {
        await using var source = FileSource.Open(_folder.Write("a.mp4", _content));
        using var copy = new MemoryStream();

        await using (var stream = await source.OpenAsync(99_000, 50_000, CancellationToken.None)) await stream.CopyToAsync(copy);

        Assert.Equal(_content[99_000..], copy.ToArray());
    }

    [Fact]
    public async Task ReadExactlyAsync_BeyondEnd_ThrowsCorruptVideo()
    {
        await using var source = FileSource.Open(_folder.Write("a.mp4", _content));

        var failure = await Assert.ThrowsAsync<CorruptVideoException>(
            async () => await source.ReadExactlyAsync(99_000, new byte[2000], CancellationToken.None));

        Assert.Contains("is truncated: it ends at byte 100000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileAddress_DecodesPath()
    {
        var path = _folder.Write("a b#1.mp4", _content);

        await using var source = FileSource.Open("file://" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));

        Assert.Equal(_content.Length, source.Length);
    }

    [Fact]
    public void Open_FileAddressWithHost_ThrowsInvalidInput() =>
        Assert.Throws<InvalidInputException>(() => FileSource.Open("file://server/share/a.mp4"));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.mp4")]
    public void Open_InvalidPath_ThrowsInvalidInput(string path) =>
        Assert.Throws<InvalidInputException>(() => FileSource.Open(path));

    [Fact]
    public void Open_MissingFile_ThrowsVideoNotFound() =>
        Assert.Throws<VideoNotFoundException>(() => FileSource.Open(_folder.File("none.mp4")));

    [Fact]
    public void Open_FileUsedAsFolder_ThrowsVideoNotFound() =>
        Assert.Throws<VideoNotFoundException>(() => FileSource.Open(Path.Combine(_folder.Write("a.mp4", _content), "b.mp4")));

    [Fact]
    public void Open_Folder_ThrowsInvalidInput()
    {
        var failure = Assert.Throws<InvalidInputException>(() => FileSource.Open(_folder.Root));

        Assert.Contains("is a folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyFile_ThrowsUnsupportedVideo()
    {
        var failure = Assert.Throws<UnsupportedVideoException>(() => FileSource.Open(_folder.Write("a.mp4", [])));

        Assert.Contains("is empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Device_ThrowsInvalidInput() => Assert.Throws<InvalidInputException>(() => FileSource.Open("/dev/zero"));

    [Fact]
    public void Open_PipeWithoutWriter_ThrowsWithoutBlocking()
    {
        var pipe = _folder.File("pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();

        var failure = Assert.Throws<InvalidInputException>(() => FileSource.Open(pipe));

        Assert.Contains("is a pipe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NameTooLong_ThrowsInvalidInput() =>
        Assert.Throws<InvalidInputException>(() => FileSource.Open(_folder.File(new string('a', 300))));

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Open_WithoutPermission_ThrowsAccessDenied()
    {
        var path = _folder.Write("a.mp4", _content);
        File.SetUnixFileMode(path, UnixFileMode.None);
        Exception? failure = null;
        // Root can read everything, so the file is opened in a thread with the file system user ID of nobody.
        var thread = new Thread(() =>
        {
            _ = SetFileSystemUser(Nobody);
            failure = Record.Exception(() => FileSource.Open(path));
        });
        thread.Start();
        thread.Join();

        Assert.IsType<VideoAccessDeniedException>(failure);
    }

    [Fact]
    public void Version_ModifiedFile_Differs()
    {
        var path = _folder.Write("a.mp4", _content);
        using var first = new Opened(path);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddTicks(1));
        using var second = new Opened(path);

        Assert.NotEqual(first.Source.Version, second.Source.Version);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(50_000)]
    [InlineData(150_000)]
    public async Task ReadAsync_FileRewritten_ThrowsVideoChanged(int length)
    {
        var path = _folder.Write("a.mp4", _content);
        await using var source = FileSource.Open(path);
        await File.WriteAllBytesAsync(path, new byte[length]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(1));

        await Assert.ThrowsAsync<VideoChangedException>(
            async () => await source.ReadAsync(0, new byte[10], CancellationToken.None));
    }

    [Fact]
    public async Task ReadAsync_PathReplaced_ReadsOpenedFile()
    {
        var path = _folder.Write("a.mp4", _content);
        await using var source = FileSource.Open(path);
        File.Move(_folder.Write("b.mp4", new byte[10]), path, overwrite: true);
        var buffer = new byte[_content.Length];

        await source.ReadExactlyAsync(0, buffer, CancellationToken.None);

        Assert.Equal(_content, buffer);
    }

    private const uint Nobody = 65534;

    // setfsuid(2) applies to the calling thread only.
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileSystemUser(uint user);

    private sealed class Opened(string path) : IDisposable
    {
        public FileSource Source { get; } = FileSource.Open(path);

        public void Dispose() => Source.DisposeAsync().AsTask().Wait();
    }
}
