using System.IO.Compression;
using VideoPipeline.Npz;
using Xunit;

namespace VideoPipeline.Tests.Npz;

public sealed class ZipRecordsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Records_EntryOfFiveGigabytes_AreReadBack()
    {
        // A sparse file: 5 GiB long, but only a few blocks on disk.
        using var file = new FileStream(_path, FileMode.Create, FileAccess.ReadWrite);
        var large = new ZipRecords.Entry("large.npy", 0, 5L << 30, 0);
        file.Write(ZipRecords.LocalHeader(large));
        file.Position += large.Size;
        var small = new ZipRecords.Entry("small.npy", 0x3610a686, 5, file.Position);
        file.Write(ZipRecords.LocalHeader(small));
        file.Write("hello"u8);
        var directory = file.Position;
        file.Write(ZipRecords.CentralHeader(large));
        file.Write(ZipRecords.CentralHeader(small));
        file.Write(ZipRecords.EndOfCentralDirectory(2, directory, file.Position - directory));

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        Assert.Equal(5L << 30, zip.GetEntry("large.npy")!.Length);
        using var text = new StreamReader(zip.GetEntry("small.npy")!.Open());
        Assert.Equal("hello", text.ReadToEnd());
    }

    [Fact]
    public void Records_MoreThan65535Entries_AreReadBack()
    {
        var arrays = Enumerable.Range(0, 70_000).Select(number => NpyArray.Of($"a{number}", new[] { number }));
        using (var file = File.Create(_path)) NpzWriter.Write(file, arrays);

        using var stream = File.OpenRead(_path);
        Assert.Equal(69_999, NpzReader.Read(stream, "many.npz").Get<int>("a69999").Data[0]);
    }
}
