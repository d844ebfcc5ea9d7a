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
    public void Read_PartOfAZip_SaysThatItCannotBeRead(int length) =>
        Assert.Contains("a.zip: it cannot be read as a zip file", Refused(Zip()[..length]), StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_SaysSo() => Assert.Contains(
        "missing.zip: there is no such file",
        Assert.Throws<UnreadablePackageException>(() => Package.Read(_folder.File("missing.zip"), Mount.Opt)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(8, 0x801, "a.txt: it is encrypted")] // the flags
    [InlineData(10, 99, "a.txt: it cannot be unpacked")] // the method
    [InlineData(16, 1, "a.txt: its bytes have another check sum")]
    [InlineData(24, 101, "a.txt: it has fewer bytes than the 101 that the directory states")]
    [InlineData(24, 99, "a.txt: ")] // .NET itself stops there: then it is the sum that differs
    [InlineData(24, 300_000_000, "a.zip: 300.0 MB when unzipped; Lambda unpacks 250.0 MB")]
    public void Read_DirectoryThatLies_IsRefused(int place, int value, string problem)
    {
        var zip = Zip();
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        if (place < 16) BinaryPrimitives.WriteInt16LittleEndian(zip.AsSpan(directory + place), (short)value);
        else BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(directory + place), value);

        Assert.Contains(problem, Refused(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_MissingFolder_SaysSoAndLeavesNothing()
    {
        var refused = Assert.Throws<UnreadablePackageException>(() => Packer.Pack(_folder.File("missing"), _folder.File("b.zip")));

        Assert.Contains("missing: there is no such folder", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("/a.txt")]
    [InlineData("b/../../a.txt")]
    public void Unpack_PathOutOfTheFolder_IsRefused(string path)
    {
        File.WriteAllBytes(_folder.File("a.zip"), Zip(path));

        var refused = Assert.Throws<UnreadablePackageException>(() => Unpacker.Unpack(_folder.File("a.zip"), _folder.File("target")));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Equal([_folder.File("a.zip")], Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Unpack_ThroughALink_IsRefused()
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

    private string Refused(byte[] zip)
    {
        File.WriteAllBytes(_folder.File("a.zip"), zip);
        return Assert.Throws<UnreadablePackageException>(() => Package.Read(_folder.File("a.zip"), Mount.Opt)).Message;
    }
}
