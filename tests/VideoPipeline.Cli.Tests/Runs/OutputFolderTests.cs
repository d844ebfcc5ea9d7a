using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Runs;

public sealed class OutputFolderTests
{
    [Fact]
    public void Copy_FilesOfTheSameNames_AreReplacedAndOthersKept()
    {
        using var folder = new TemporaryFolder();
        var run = Directory.CreateDirectory(folder.File("run")).FullName;
        var results = Directory.CreateDirectory(folder.File("out")).FullName;
        File.WriteAllText(Path.Combine(run, "summary.json"), "new");
        File.WriteAllText(Path.Combine(results, "summary.json"), "old");
        File.WriteAllText(Path.Combine(results, "mine.txt"), "mine");
        new OutputFolder(results).Copy(run, ["summary.json"]);
        Assert.Equal("new", File.ReadAllText(Path.Combine(results, "summary.json")));
        Assert.Equal(["mine.txt", "summary.json"], Directory.EnumerateFiles(results).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Copy_ResultsOfAnEarlierRun_AreDeletedIfStale()
    {
        using var folder = new TemporaryFolder();
        folder.Write("fingerprints.npz", []);
        folder.Write("mine.txt", []);
        new OutputFolder(folder.Root).Copy(folder.Root, [], ["fingerprints.npz", "labels.txt"]);
        Assert.Equal(["mine.txt"], Directory.EnumerateFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Copy_FolderCannotBeCreated_MessageNamesTheFolderOfTheRun()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", []);
        var failure = Assert.Throws<InvalidInputException>(() => new OutputFolder(Path.Combine(file, "out")).Copy("the/run", []));
        Assert.Contains("the/run", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckIsFor_AnotherVideo_ThrowsNamingIt()
    {
        using var folder = new TemporaryFolder();
        folder.Write("run.json", ReportOf("/films/one.mp4"));
        var output = new OutputFolder(folder.Root);
        output.CheckIsFor("/films/one.mp4");
        Assert.Equal(
            $"--out {folder.Root} has the results of /films/one.mp4. Give another folder, or delete this one.",
            Assert.Throws<InvalidInputException>(() => output.CheckIsFor("/films/two.mp4")).Message);
    }

    [Fact]
    public void CheckIsFor_NoResultsOrAnotherFile_DoesNotThrow()
    {
        using var folder = new TemporaryFolder();
        new OutputFolder(folder.File("absent")).CheckIsFor("/films/one.mp4");
        folder.Write("run.json", "{\"mine\": true}"u8.ToArray());
        new OutputFolder(folder.Root).CheckIsFor("/films/one.mp4");
    }

    private static byte[] ReportOf(string video) =>
        ResultJson.Write(ExampleRun.Report with { Video = ExampleRun.Report.Video with { Uri = video } });
}
