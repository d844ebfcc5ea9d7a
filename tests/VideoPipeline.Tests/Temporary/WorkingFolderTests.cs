using System.Diagnostics;
using VideoPipeline.Temporary;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Temporary;

public sealed class WorkingFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Dispose_WithFiles_DeletesThem()
    {
        string path;
        using (var folder = new WorkingFolder())
        {
            path = folder.Path;
            File.WriteAllText(Path.Combine(path, "a"), "a");
        }
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void DeleteAbandoned_LockOfNobody_DeletesTheFolder()
    {
        var killed = Create("videopipeline-work-killed", withLock: true);
        WorkingFolder.DeleteAbandoned(_parent.Root);
        Assert.False(Directory.Exists(killed));
    }

    [Fact]
    public void DeleteAbandoned_InUse_KeepsTheFolder()
    {
        using var used = new WorkingFolder();
        File.WriteAllText(Path.Combine(used.Path, "a"), "a");
        WorkingFolder.DeleteAbandoned(Path.GetDirectoryName(used.Path)!);
        Assert.True(File.Exists(Path.Combine(used.Path, "a")));
    }

    [Theory]
    [InlineData("videopipeline-work-new", false)] // its process has not created the lock yet
    [InlineData("of-another-program", true)]
    public void DeleteAbandoned_OtherFolders_KeepsThem(string name, bool withLock)
    {
        var folder = Create(name, withLock);
        WorkingFolder.DeleteAbandoned(_parent.Root);
        Assert.True(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("exec 3> pipe; echo a >&3")]
    [InlineData("cat < pipe")]
    public async Task DeleteAbandoned_ProcessAtANamedPipe_Ends(string command)
    {
        var killed = Create("videopipeline-work-killed", withLock: true);
        var start = new ProcessStartInfo("sh", ["-c", $"mkfifo pipe; echo ready; {command}"])
        {
            WorkingDirectory = killed,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());

        WorkingFolder.DeleteAbandoned(_parent.Root);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        Assert.False(Directory.Exists(killed));
    }

    private string Create(string name, bool withLock)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_parent.Root, name)).FullName;
        if (withLock) File.WriteAllText(Path.Combine(folder, ".lock"), "");
        return folder;
    }
}
