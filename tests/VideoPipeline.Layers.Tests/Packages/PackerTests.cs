using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests.Packages;

public sealed class PackerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Pack_TimesAndOrderOfCreation_DoNotMatter()
    {
        var first = Packed("one", "a", "b");
        var second = Packed("two", "b", "a");

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void Pack_Program_KeepsItsExecuteBit()
    {
        var source = Directory.CreateDirectory(folder.File("source/bin")).FullName;
        File.Copy(Environment.ProcessPath!, Path.Combine(source, "tool")); // with its mode
        File.WriteAllText(Path.Combine(source, "note"), "");

        Packer.Pack(folder.File("source"), folder.File("a.zip"));

        Assert.Equal(
            [("bin/note", 0x81a4), ("bin/tool", 0x81ed)],
            Package.Read(folder.File("a.zip"), Mount.Opt).Entries.Select(entry => (entry.Path, entry.Mode)));
    }

    [Fact]
    public void Unpack_Link_IsALinkAgain()
    {
        var source = Directory.CreateDirectory(folder.File("source/bin")).FullName;
        File.Copy(Environment.ProcessPath!, Path.Combine(source, "tool"));
        File.CreateSymbolicLink(Path.Combine(source, "other"), "tool");

        Packer.Pack(folder.File("source"), folder.File("a.zip"));
        Packer.Unpack(folder.File("a.zip"), folder.File("target"));

        Assert.Equal("tool", new FileInfo(folder.File("target/bin/other")).LinkTarget);
        Assert.Equal(new FileInfo(Path.Combine(source, "tool")).UnixFileMode, new FileInfo(folder.File("target/bin/tool")).UnixFileMode);
        Assert.Empty(Auditor.Audit([Package.Read(folder.File("a.zip"), Mount.Opt)], Budget.Product));
    }

    public void Dispose() => folder.Dispose();

    private string Packed(string name, params string[] files)
    {
        Directory.CreateDirectory(folder.File(name));
        foreach (var file in files) File.WriteAllText(folder.File($"{name}/{file}"), file);
        File.SetLastWriteTime(folder.File($"{name}/a"), new DateTime(name == "one" ? 2001 : 2011, 1, 1));
        Packer.Pack(folder.File(name), folder.File($"{name}.zip"));
        return folder.File($"{name}.zip");
    }
}
