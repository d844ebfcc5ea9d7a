using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Errors;
using Xunit;

namespace VideoPipeline.Cli.Tests.Videos;

public sealed class VideoArgumentsTests : IDisposable
{
    private Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Expand_File_IsOneVideo()
    {
        var given = await ExpandAsync(false, "missing.mp4");
        Assert.Equal((1, false), (given.Addresses.Count, given.AreMany));
        Assert.Equal(Path.Combine(_session.Folder, "missing.mp4"), given.Addresses[0]);
    }

    [Fact]
    public async Task Expand_Folder_TakesVideosByExtensionAndSaysWhatIsSkipped()
    {
        Write("b.MKV", "a.mp4", "notes.txt", "cover.jpg", "back.jpg", ".hidden.mp4", "sub/c.mp4");
        var given = await ExpandAsync(false, ".");
        Assert.True(given.AreMany);
        Assert.Equal(["a.mp4", "b.MKV"], Relative(given));
        Assert.Equal($"Skipped in {_session.Folder}, not videos by their names: 2 .jpg, 1 .txt.", Assert.Single(given.Remarks));
    }

    [Fact]
    public async Task Expand_FolderRecursively_SkipsHiddenFoldersAndLinksToFolders()
    {
        Write("sub/c.mp4", "sub/deep/d.webm", ".videopipeline/sample.mp4");
        Directory.CreateSymbolicLink(Path.Combine(_session.Folder, "sub", "loop"), _session.Folder);
        File.CreateSymbolicLink(Path.Combine(_session.Folder, "link.mp4"), Path.Combine(_session.Folder, "sub", "c.mp4"));
        Assert.Equal(["link.mp4", "sub/c.mp4", "sub/deep/d.webm"], Relative(await ExpandAsync(true, ".")));
    }

    [Fact]
    public async Task Expand_FolderWithSourceCode_SkipsTextOfTheExtensionOfTransportStreams()
    {
        Write("app.ts", "empty.ts");
        File.WriteAllText(Path.Combine(_session.Folder, "app.ts"), "export const answer = 42;\n");
        File.WriteAllBytes(Path.Combine(_session.Folder, "film.ts"), [0x47, 0x40, 0, 0x10, 0, 0]);
        Assert.Equal(["empty.ts", "film.ts"], Relative(await ExpandAsync(false, ".")));
    }

    [Theory]
    [InlineData("*.mp4", "1.mp4,10.mp4,2.mp4")]
    [InlineData("?.mp4", "1.mp4,2.mp4")]
    [InlineData("**/*.mp4", "1.mp4,10.mp4,2.mp4,a/3.mp4,a/b/4.mp4")]
    [InlineData("a*/*.mp4", "a/3.mp4")]
    [InlineData("**/b/*", "a/b/4.mp4")] // without an extension: videos only
    [InlineData("a/b/*.dat", "a/b/4.dat")]
    public async Task Expand_Pattern_TakesMatchingFiles(string pattern, string expected)
    {
        Write("1.mp4", "2.mp4", "10.mp4", "a/3.mp4", "a/b/4.mp4", "a/b/4.dat");
        var given = await ExpandAsync(false, pattern);
        Assert.True(given.AreMany);
        Assert.Equal(expected.Split(','), Relative(given));
    }

    [Fact]
    public async Task Expand_FileNamedLikeAPattern_IsTheFile()
    {
        Write("what?.mp4", "whats.mp4");
        var given = await ExpandAsync(false, "what?.mp4");
        Assert.False(given.AreMany);
        Assert.Equal(["what?.mp4"], Relative(given));
    }

    [Fact]
    public async Task Expand_List_TakesLinesOnceAndInTheirOrder()
    {
        Write("sub/c.mp4");
        const string Lines = "# films\r\nb.mp4\r\n\r\n  sub\nhttps://h/a.mp4?k=1\nb.mp4\n";
        File.WriteAllText(Path.Combine(_session.Folder, "list.txt"), Lines);
        var given = await ExpandAsync(false, "@list.txt", "z.mp4");
        Assert.Equal(["b.mp4", "sub/c.mp4", "https://h/a.mp4?k=1", "z.mp4"], Relative(given));
    }

    [Fact]
    public async Task Expand_Dash_ReadsTheListFromStandardInput()
    {
        _session.Dispose();
        _session = new Session(input: "b.mp4\na.mp4\n");
        Assert.Equal(["b.mp4", "a.mp4"], Relative(await ExpandAsync(false, "-")));
    }

    [Theory]
    [InlineData("*.mp4", "No file matches *.mp4")]
    [InlineData("empty", "has no files. There is no video")]
    [InlineData("@none.txt", "write ./@none.txt")]
    public async Task Expand_Nothing_Throws(string argument, string message)
    {
        Directory.CreateDirectory(Path.Combine(_session.Folder, "empty"));
        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => ExpandAsync(false, argument));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private Task<GivenVideos> ExpandAsync(bool recursive, params string[] arguments) =>
        VideoArguments.ExpandAsync(arguments, _session.Context(arguments), recursive, CancellationToken.None);

    private string[] Relative(GivenVideos given) =>
        [.. given.Addresses.Select(address => address.Reveal().Replace(_session.Folder + "/", "", StringComparison.Ordinal))];

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_session.Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
    }
}
