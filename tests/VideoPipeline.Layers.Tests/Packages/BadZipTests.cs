using System.Buffers.Binary;
using System.IO.Compression;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests.Packages;

public sealed class BadZipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public void Read_TruncatedZip_Throws(int length) => Assert.Contains(
        "a.zip: it cannot be read as a zip file", ReadFailure(Zip()[..length]), StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_Throws() => Assert.Contains(
        "missing.zip: the file does not exist",
        Assert.Throws<UnreadablePackageException>(() => Package.Read(_folder.File("missing.zip"), Mount.Opt)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(8, 0x801, "a.txt: it is encrypted")] // general purpose flags
    [InlineData(10, 99, "a.txt: it cannot be unpacked")] // compression method
    [InlineData(16, 1, "a.txt: its checksum (CRC-32) differs")]
    [InlineData(24, 101, "a.txt: it has fewer than the 101 bytes in the central directory")]
    [InlineData(24, 99, "a.txt: ")] // .NET stops at the declared size, so that the checksum may differ instead
    [InlineData(24, 300_000_000, "a.zip: it has 300.0 MB unzipped; the limit is 250.0 MB")]
    public void Read_InvalidCentralDirectory_Throws(int offset, int value, string problem)
    {
        var zip = Zip();
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        if (offset < 16) BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(directory + offset), (short)value);
        else BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(directory + offset), value);

        Assert.Contains(problem, ReadFailure(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_MissingFolder_ThrowsAndCreatesNoFile()
    {
        var failure =
            Assert.Throws<UnreadablePackageException>(() => Packer.Pack(_folder.File("missing"), _folder.File("b.zip")));

        Assert.Contains("missing: the folder does not exist", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("/a.txt")]
    [InlineData("b/../../a.txt")]
    public void Unpack_PathOutsideTheFolder_Throws(string path)
    {
        File.WriteAllBytes(_folder.File("a.zip"), Zip(path));

        var failure =
            Assert.Throws<UnreadablePackageException>(() => Unpacker.Unpack(_folder.File("a.zip"), _folder.File("target")));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File("a.zip")], Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Unpack_PathThroughALink_Throws()
    {
        Directory.CreateDirectory(_folder.File("target"));
        Directory.CreateSymbolicLink(_folder.File("target/out"), _folder.Root);
        File.WriteAllBytes(_folder.File("a.zip"), Zip("out/a.txt"));

        Assert.Throws<UnreadablePackageException>(() => Unpacker.Unpack(_folder.File("a.zip"), _folder.File("target")));
        Assert.False(File.Exists(_folder.File("a.txt")));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Zip(string path = "a.txt")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = archive.CreateEntry(path).Open())
            content.Write([.. Enumerable.Range(0, 100).Select(value => (byte)value)]);
        return file.ToArray();
    }

    private string ReadFailure(byte[] zip)
    {
        File.WriteAllBytes(_folder.File("a.zip"), zip);
        return Assert.Throws<UnreadablePackageException>(() => Package.Read(_folder.File("a.zip"), Mount.Opt)).Message;
    }
}
