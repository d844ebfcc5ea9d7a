using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Temporary;
using Xunit;

namespace VideoPipeline.Tests.Decoding.Pipes;

public sealed class PipeTests : IDisposable
{
    private readonly WorkingFolder _folder = new();

    private string Name => Path.Combine(_folder.Path, "pipe");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromProcess_OtherProcessNeverOpens_EndsWhenReleased()
    {
        using var pipe = new PipeFromProcess(Name);
        pipe.CloseWriteEnd();
        Assert.Equal(0, pipe.Stream.Read(new byte[1]));
    }

    [Fact]
    public void FromProcess_WriterClosesBeforeFirstRead_NoBytesAreLost()
    {
        using var pipe = new PipeFromProcess(Name);
        var sent = new byte[50_000];
        new Random(1).NextBytes(sent);
        File.WriteAllBytes(pipe.Path, sent);
        pipe.CloseWriteEnd();
        var received = new MemoryStream();
        pipe.Stream.CopyTo(received);
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public async Task ToProcess_ReaderOpensLate_ReadsAllBytes()
    {
        using var pipe = new PipeToProcess(Name);
        var writing = Task.Run(async () =>
        {
            await using var stream = await pipe.OpenAsync();
            await stream.WriteAsync("all of it"u8.ToArray());
        });
        Assert.Equal("all of it", await File.ReadAllTextAsync(pipe.Path));
        await writing;
    }

    [Fact]
    public async Task ToProcess_ReaderNeverOpens_WriteFails()
    {
        using var pipe = new PipeToProcess(Name);
        var opening = pipe.OpenAsync();
        pipe.ReleaseWriter();
        await using var stream = await opening;
        Assert.Throws<IOException>(() => stream.Write(new byte[1]));
    }

    [Fact]
    public async Task ToProcess_ReleasedBeforeOpen_WriteFails()
    {
        using var pipe = new PipeToProcess(Name);
        pipe.ReleaseWriter();
        await using var stream = await pipe.OpenAsync();
        Assert.Throws<IOException>(() => stream.Write(new byte[1]));
    }

    [Fact]
    public void Dispose_UnusedPipe_DeletesTheFile()
    {
        new PipeFromProcess(Name).Dispose();
        new PipeToProcess(Name).Dispose();
        Assert.False(File.Exists(Name));
    }

    [Fact]
    public void Constructor_PathExists_ThrowsWithPath()
    {
        File.WriteAllText(Name, "");
        Assert.Contains(Name, Assert.Throws<IOException>(() => new PipeFromProcess(Name)).Message);
    }
}
