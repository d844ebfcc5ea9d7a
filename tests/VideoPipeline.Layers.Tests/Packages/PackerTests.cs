using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests.Packages;

public sealed class PackerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Pack_DifferentTimesAndCreationOrder_GivesTheSameBytes()
    {
        var first = Packed("one", "a", "b");
        var second = Packed("two", "b", "a");

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Pack_Program_RemainsExecutable()
    {
        var source = Directory.CreateDirectory(_folder.File("source/bin")).FullName;
        File.Copy(Environment.ProcessPath!, Path.Combine(source, "tool")); // copies its mode too
        File.WriteAllText(Path.Combine(source, "note"), "");

        Packer.Pack(_folder.File("source"), _folder.File("a.zip"));

        Assert.Equal(
            [("bin/note", 0x81a4), ("bin/tool", 0x81ed)],
            Package.Read(_folder.File("a.zip"), Mount.Opt).Entries.Select(entry => (entry.Path, entry.Mode)));
    }

    [Fact]
    public void Unpack_Link_CreatesALink()
    {
        var source = Directory.CreateDirectory(_folder.File("source/bin")).FullName;
        File.Copy(Environment.ProcessPath!, Path.Combine(source, "tool"));
        File.CreateSymbolicLink(Path.Combine(source, "other"), "tool");

        Packer.Pack(_folder.File("source"), _folder.File("a.zip"));
        Unpacker.Unpack(_folder.File("a.zip"), _folder.File("target"));

        Assert.Equal("tool", new FileInfo(_folder.File("target/bin/other")).LinkTarget);
        Assert.Equal(
            new FileInfo(Path.Combine(source, "tool")).UnixFileMode, new FileInfo(_folder.File("target/bin/tool")).UnixFileMode);
        Assert.Empty(Auditor.Audit([Package.Read(_folder.File("a.zip"), Mount.Opt)], PackageLimits.Product));
    }

    public void Dispose() => _folder.Dispose();

    private string Packed(string name, params string[] files)
    {
        Directory.CreateDirectory(_folder.File(name));
        foreach (var file in files) File.WriteAllText(_folder.File($"{name}/{file}"), file);
        File.SetLastWriteTime(_folder.File($"{name}/a"), new DateTime(name == "one" ? 2001 : 2011, 1, 1));
        Packer.Pack(_folder.File(name), _folder.File($"{name}.zip"));
        return _folder.File($"{name}.zip");
    }
}
