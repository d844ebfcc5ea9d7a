using VideoPipeline.Decoding;
using Xunit;

namespace VideoPipeline.Tests.Decoding;

public sealed class FifoTests : IDisposable
{
    private readonly WorkFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ForReading_OtherSideNeverOpens_EndsWhenReleased()
    {
        using var fifo = Fifo.ForReading(Path.Combine(folder.Path, "pipe"));
        fifo.ReleaseOther();
        Assert.Equal(0, fifo.Stream.Read(new byte[1]));
    }

    [Fact]
    public void ForReading_WriterGoneBeforeWeRead_NothingIsLost()
    {
        using var fifo = Fifo.ForReading(Path.Combine(folder.Path, "pipe"));
        var sent = new byte[50_000];
        new Random(1).NextBytes(sent);
        File.WriteAllBytes(fifo.Path, sent);
        fifo.ReleaseOther();
        var received = new MemoryStream();
        fifo.Stream.CopyTo(received);
        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public void ForWriting_OtherSideGone_BrokenPipe()
    {
        using var fifo = Fifo.ForWriting(Path.Combine(folder.Path, "pipe"));
        fifo.ReleaseOther();
        Assert.Throws<IOException>(() => fifo.Stream.Write(new byte[1]));
    }

    [Fact]
    public void Dispose_Always_RemovesTheName()
    {
        var path = Path.Combine(folder.Path, "pipe");
        Fifo.ForReading(path).Dispose();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void ForReading_NameTaken_SaysSo()
    {
        var path = Path.Combine(folder.Path, "pipe");
        File.WriteAllText(path, "");
        Assert.Contains(path, Assert.Throws<IOException>(() => Fifo.ForReading(path)).Message);
    }
}
