using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Storage;
using Xunit;

namespace VideoPipeline.Tests.Storage;

public sealed class FolderStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;
    private readonly FolderStore _store;

    public FolderStoreTests() => _store = FolderStore.Open(_folder, TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Get_ExistingObject_ReturnsIt()
    {
        await Put("runs/a/summary.json", "one");
        Assert.Equal("one", await Get("runs/a/summary.json"));
        Assert.True(await _store.ExistsAsync("runs/a/summary.json", default));
        Assert.Equal("one", File.ReadAllText(_store.GetPath("runs/a/summary.json")));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("runs")]
    [InlineData("runs/a/summary.json/part")]
    public async Task Get_MissingObject_ReturnsNull(string key)
    {
        await Put("runs/a/summary.json", "one");
        Assert.Null(await _store.GetAsync(key, default));
        Assert.False(await _store.ExistsAsync(key, default));
    }

    [Theory]
    [InlineData(0, 3, "abc")]
    [InlineData(2, 3, "cde")]
    [InlineData(4, 10, "ef")]
    [InlineData(6, 1, "")]
    [InlineData(9, 1, "")]
    public async Task Read_Range_ReturnsBytesUpToEnd(long offset, int length, string expected)
    {
        await Put("a", "abcdef");
        Assert.Equal(expected, Encoding.UTF8.GetString((await _store.ReadAsync("a", offset, length, default))!));
    }

    [Fact]
    public async Task Read_MissingObject_ReturnsNull() => Assert.Null(await _store.ReadAsync("nothing", 0, 1, default));

    [Fact]
    public async Task Put_ExistingKey_ReplacesObjectButNotOpenStream()
    {
        await Put("a", "old");
        await using var reader = await _store.GetAsync("a", default);

        await Put("a", "new");

        Assert.Equal("old", new StreamReader(reader!).ReadToEnd());
        Assert.Equal("new", await Get("a"));
    }

    [Fact]
    public async Task Put_WriterThrows_KeepsPreviousObjectAndNoTemporaryFile()
    {
        await Put("a", "old");
        await Assert.ThrowsAsync<SourceUnavailableException>(() => _store.PutAsync("a", async (stream, stop) =>
        {
            await stream.WriteAsync("half"u8.ToArray(), stop);
            throw new SourceUnavailableException("connection failed");
        }, default));

        Assert.Equal("old", await Get("a"));
        Assert.Equal(["a"], FilesOnDisk());
    }

    [Fact]
    public async Task Put_DuringWrite_IsNotVisible()
    {
        await _store.PutAsync("a", async (stream, stop) =>
        {
            await stream.WriteAsync("half"u8.ToArray(), stop);
            await stream.FlushAsync(stop);
            Assert.False(await _store.ExistsAsync("a", stop));
            Assert.Empty(await List(""));
        }, default);
        Assert.Equal(["a"], await List(""));
    }

    [Fact]
    public async Task Put_ConcurrentWritesOfOneKey_OneWins()
    {
        string[] contents = [.. Enumerable.Range(0, 32).Select(number => new string((char)('A' + number), 100_000))];
        await Task.WhenAll(contents.Select(content => Task.Run(() => Put("same/key", content))));

        Assert.Contains(await Get("same/key"), contents);
        Assert.Equal(["same/key"], FilesOnDisk());
    }

    [Theory]
    [InlineData(28)] // ENOSPC
    [InlineData(122)] // EDQUOT
    public async Task Put_NoFreeSpace_ThrowsLimitExceeded(int error)
    {
        var full = await Assert.ThrowsAsync<LimitExceededException>(
            () => _store.PutAsync("a", (_, _) => throw new IOException("No space left on device", error), default));
        Assert.Contains("Not enough free space for", full.Message);
        Assert.Empty(FilesOnDisk());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("folder")]
    public async Task Put_PathConflict_ThrowsInvalidInputWithPath(string key)
    {
        await Put("a", "an object");
        await Put("folder/inner", "another");
        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => Put(key, "new"));
        Assert.Contains($"{_store.GetPath(key)} cannot be written", failure.Message);
        Assert.Equal(["a", "folder/inner"], FilesOnDisk());
    }

    [Fact]
    public async Task List_Prefix_ReturnsKeysInOrder()
    {
        string[] keys = ["runs/b/x", "runs/a/shots/0002.jpg", "runs/a/shots/0001.jpg", "runs/ab/y", "partials/0f.npz"];
        foreach (var key in keys) await Put(key, "");

        Assert.Equal(["runs/a/shots/0001.jpg", "runs/a/shots/0002.jpg", "runs/ab/y"], await List("runs/a"));
        Assert.Equal(["runs/a/shots/0001.jpg", "runs/a/shots/0002.jpg"], await List("runs/a/"));
        Assert.Equal(5, (await List("")).Count);
        Assert.Empty(await List("none/"));
    }

    [Fact]
    public async Task Delete_ExistingThenMissingObject_RemovesIt()
    {
        await Put("a", "one");
        await _store.DeleteAsync("a", default);
        await _store.DeleteAsync("a", default);
        Assert.Empty(FilesOnDisk());
    }

    [Fact]
    public async Task AllMethods_SymbolicLink_ThrowInvalidInput()
    {
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(elsewhere, "secret"), "secret");
            Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), elsewhere);
            File.CreateSymbolicLink(Path.Combine(_folder, "file"), Path.Combine(elsewhere, "secret"));

            await Assert.ThrowsAsync<InvalidInputException>(() => _store.GetAsync("link/secret", default));
            await Assert.ThrowsAsync<InvalidInputException>(() => _store.GetAsync("file", default));
            await Assert.ThrowsAsync<InvalidInputException>(() => _store.ReadAsync("link/secret", 0, 1, default));
            await Assert.ThrowsAsync<InvalidInputException>(() => _store.ExistsAsync("link/secret", default));
            await Assert.ThrowsAsync<InvalidInputException>(() => Put("link/new", "x"));
            await Assert.ThrowsAsync<InvalidInputException>(() => _store.DeleteAsync("link/secret", default));
            Assert.Empty(await List(""));
            Assert.Equal(["secret"], Directory.GetFiles(elsewhere).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task Open_TemporaryFilesOfDeadProcess_DeletesOldOnesOnly()
    {
        await Put("a", "whole");
        var unfinished = Path.Combine(_folder, ".unfinished");
        File.WriteAllText(Path.Combine(unfinished, "abandoned"), "half");
        File.SetLastWriteTimeUtc(Path.Combine(unfinished, "abandoned"), DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(Path.Combine(unfinished, "in progress"), "half");

        FolderStore.Open(_folder, TimeProvider.System);

        Assert.Equal(["in progress"], Directory.GetFiles(unfinished).Select(Path.GetFileName));
        Assert.Equal("whole", await Get("a"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public async Task Renew_Object_TouchedIfItIsOlder(int days, bool isRenewed)
    {
        await Put("partials/a.npz", "one");
        File.SetLastWriteTimeUtc(_store.GetPath("partials/a.npz"), DateTime.UtcNow.AddDays(-days));

        Assert.True(await _store.RenewAsync("partials/a.npz", TimeSpan.FromDays(2), default));

        var age = DateTime.UtcNow - File.GetLastWriteTimeUtc(_store.GetPath("partials/a.npz"));
        Assert.Equal(isRenewed, age < TimeSpan.FromHours(1));
        Assert.Equal("one", await Get("partials/a.npz"));
    }

    [Fact]
    public async Task Renew_MissingObject_False() => Assert.False(await _store.RenewAsync("nothing", TimeSpan.Zero, default));

    [Fact]
    public void Open_PathIsFile_ThrowsInvalidInputWithAdvice()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<InvalidInputException>(() => FolderStore.Open(file, TimeProvider.System));
        Assert.Contains("Choose another folder.", error.Message);
    }

    private Task Put(string key, string text) => _store.PutBytesAsync(key, Encoding.UTF8.GetBytes(text), default);

    private async Task<string> Get(string key) => Encoding.UTF8.GetString((await _store.GetBytesAsync(key, default))!);

    private async Task<List<string>> List(string prefix) => await _store.ListAsync(prefix, default).ToListAsync();

    private IEnumerable<string> FilesOnDisk() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path)).Order();
}
