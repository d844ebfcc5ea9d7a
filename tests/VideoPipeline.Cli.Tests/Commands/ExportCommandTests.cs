using System.Text.Json;
using Parquet;
using Parquet.Serialization;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Local.Runs;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

[Collection(RunCollection.Name)]
public sealed class ExportCommandTests(ExportCommandTests.AnalyzedVideo analyzed)
    : IClassFixture<ExportCommandTests.AnalyzedVideo>
{
    [Fact]
    public async Task Export_SeveralFormats_PrintsTheirFilesInTheFolder()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync(
            "export", analyzed.Folder, "--as", "edl,otio", "--as", "fcpxml", "--as", "vtt,chapters,csv", "--out", "out"));
        string[] names =
            ["shots.csv", "frames.csv", "shots.edl", "shots.otio", "shots.fcpxml", "chapters.ffmetadata", "chapters.vtt"];
        Assert.Equal(
            names.Select(name => Path.Combine(session.Folder, "out", name)).Order(StringComparer.Ordinal),
            session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(names.Order(StringComparer.Ordinal), Files(session, "out"));
        Assert.Equal("", session.Errors);
    }

    // What the state machine writes and what the command writes come from the same code.
    [Theory]
    [InlineData("shots-csv", "shots.csv")]
    [InlineData("otio", "shots.otio")]
    [InlineData("vtt", "chapters.vtt")]
    public async Task Export_FormatThatReduceWrites_IsTheSame(string format, string name)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", analyzed.Folder, "--as", format, "--out", "-"));
        Assert.Equal(File.ReadAllText(Path.Combine(analyzed.Folder, name)), session.Output);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("edl,otio")]
    [InlineData("frames-parquet")]
    public async Task Export_MoreThanATextToStandardOutput_IsBadUsage(string formats)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("export", analyzed.Folder, "--as", formats, "--out", "-"));
        Assert.Equal("", session.Output);
        Assert.Contains("standard output", session.Errors);
    }

    [Theory]
    [InlineData("is not a format", "export", "RUN", "--as", "avi")]
    [InlineData("is not a run", "export", "nowhere", "--as", "edl")]
    [InlineData("not a timecode", "export", "RUN", "--as", "edl", "--start", "1:0")]
    [InlineData("--as", "export", "RUN")]
    public async Task Export_InvalidArguments_IsBadUsage(string message, params string[] args)
    {
        using var session = new Session();
        Assert.Equal(
            ExitCode.BadUsage, await session.RunAsync([.. args.Select(arg => arg == "RUN" ? analyzed.Folder : arg)]));
        Assert.Contains(message, session.Errors);
        Assert.Equal("", session.Output);
    }

    [Fact]
    public async Task Export_Parquet_HasTheArraysOfTheRun()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", analyzed.Folder, "--as", "frames-parquet", "--out", "out"));
        var path = Path.Combine(session.Folder, "out", "frames.parquet");
        var arrays = analyzed.Arrays;
        Assert.Equal(arrays.Get<long>("frame").Data, await ColumnAsync<long>(path, "frame"));
        Assert.Equal(arrays.Get<bool>("key").Data, await ColumnAsync<bool>(path, "key"));
        Assert.Equal(arrays.Get<double>("luma_mean").Data, await ColumnAsync<double>(path, "luma_mean"));
        Assert.Equal(arrays.Get<byte>("luma_max").Data.Select(value => (int)value), await ColumnAsync<int>(path, "luma_max"));
        Assert.Equal(
            arrays.Get<ulong>("phash").Data, (await ColumnAsync<long>(path, "phash")).Select(value => unchecked((ulong)value)));
        Assert.Equal(
            arrays.Get<uint>("luma_hist").Data.Where((_, i) => i % 32 == 31).Select(value => (long)value),
            await ColumnAsync<long>(path, "luma_hist_31"));
    }

    [Fact]
    public async Task Run_CsvAndParquet_WritesWhatExportWrites()
    {
        using var session = new Session(analyzed.Runs);
        Assert.Equal(
            ExitCode.Done, await session.RunAsync("run", analyzed.Video, "--csv", "--parquet", "--out", "results"));
        Assert.Contains("frames.parquet", session.Output);
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", "results", "--as", "csv,parquet", "--out", "exported"));
        Assert.All(["shots.csv", "frames.csv", "shots.parquet", "frames.parquet"], name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(session.Folder, "exported", name)),
            File.ReadAllBytes(Path.Combine(session.Folder, "results", name))));
    }

    // The tile that a player shows for a time is the picture of the frame at that time.
    [Fact]
    public async Task Export_Sprites_ShowTheFramesOfTheirTimes()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", analyzed.Folder, "--as", "sprites", "--out", "www"));
        var lines = File.ReadAllLines(Path.Combine(session.Folder, "www", "thumbnails.vtt"));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(second => $"00:00:0{second}.000 --> 00:00:0{second + 1}.000"),
            lines.Where(line => line.Contains(" --> ", StringComparison.Ordinal)));
        var sheet = Path.Combine(session.Folder, "www", "thumbnails-001.jpg");
        var areas = lines.Where(line => line.StartsWith("thumbnails-001.jpg#xywh=", StringComparison.Ordinal))
            .Select(line => line.Split('=')[1].Split(',').Select(int.Parse).ToArray());
        var tile = Path.Combine(session.Folder, "tile");
        Assert.Equal([0, 25, 50, 75, 100, 125], areas.Select(area => NumberOf(sheet, area, tile)));
    }

    [Fact]
    public async Task Export_Dataset_HasAPictureOfEachShot()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", analyzed.Folder, "--as", "dataset", "--out", "out"));
        var stem = Path.GetFileNameWithoutExtension(analyzed.Video);
        var frames = analyzed.Summary.Shots.Select(shot => $"{stem}-{shot.Frame:D8}.jpg").ToArray();
        Assert.Equal(frames.Append("metadata.csv").Order(StringComparer.Ordinal), Files(session, "out/dataset"));
        Assert.Equal(
            frames,
            File.ReadLines(Path.Combine(session.Folder, "out/dataset/metadata.csv")).Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Export_SpritesOfAVideoThatIsGone_SaysWhatToDo()
    {
        using var session = new Session(analyzed.Runs);
        var video = Path.Combine(session.Folder, "gone.mp4");
        File.Copy(analyzed.Video, video);
        Assert.Equal(ExitCode.Done, await session.RunAsync("run", video, "--out", "results"));
        File.Delete(video);
        Assert.Equal(ExitCode.Failed, await session.RunAsync("export", "results", "--as", "edl,sprites", "--out", "out"));
        Assert.Contains("VideoNotFoundException", session.Errors);
        Assert.Contains("--video", session.Errors);
        Assert.False(Directory.Exists(Path.Combine(session.Folder, "out")));

        Assert.Equal(
            ExitCode.Done,
            await session.RunAsync("export", "results", "--as", "sprites", "--video", analyzed.Video, "--out", "out"));
        File.WriteAllBytes(Path.Combine(session.Folder, "other.mp4"), [1, 2, 3]);
        Assert.Equal(
            ExitCode.Failed,
            await session.RunAsync("export", "results", "--as", "sprites", "--video", "other.mp4", "--out", "other"));
        Assert.Contains("VideoChangedException", session.Errors);
    }

    [Fact]
    public async Task Export_VariableFrameRateAsEdl_IsRefusedAndWritesNothing()
    {
        using var session = new Session(analyzed.Runs);
        var video = await NumberedVideo.GetByName("h264-vfr.mp4").FileAsync();
        Assert.Equal(ExitCode.Done, await session.RunAsync("run", video, "--out", "results"));
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("export", "results", "--as", "otio,edl", "--out", "out"));
        Assert.Contains("its frame rate varies", session.Errors);
        Assert.False(Directory.Exists(Path.Combine(session.Folder, "out")));
        Assert.Equal(ExitCode.Done, await session.RunAsync("export", "results", "--as", "otio", "--out", "out"));
        Assert.Contains("note: shots.otio is in ticks of", session.Errors);
    }

    private static int NumberOf(string sheet, int[] area, string tile)
    {
        Ffmpeg.Run(
            "-i", sheet, "-vf", $"crop={area[2]}:{area[3]}:{area[0]}:{area[1]}:exact=1", "-pix_fmt", "gray", "-f", "rawvideo",
            tile);
        return NumberedFrame.ReadNumber(File.ReadAllBytes(tile), area[2], area[3]);
    }

    private static async Task<T[]> ColumnAsync<T>(string path, string name)
    {
        await using var file = File.OpenRead(path);
        var rows = await ParquetSerializer.DeserializeUntypedAsync(file, new ParquetOptions(), 0, CancellationToken.None);
        return [.. rows.Data.Select(row => (T)row[name])];
    }

    private static IEnumerable<string> Files(Session session, string folder) =>
        Directory.GetFiles(Path.Combine(session.Folder, folder))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    /// <summary>A run of a video of six seconds at 25 frames per second.</summary>
    public sealed class AnalyzedVideo : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public string Video { get; private set; } = "";

        public string Folder { get; private set; } = "";

        internal IRuns Runs { get; private set; } = null!;

        internal Summary Summary =>
            ResultJson.ReadSummary(File.ReadAllBytes(Path.Combine(Folder, "summary.json")), "summary.json");

        internal NpzArrays Arrays
        {
            get
            {
                using var file = File.OpenRead(Path.Combine(Folder, "frames.npz"));
                return NpzReader.Read(file, "frames.npz");
            }
        }

        public async Task InitializeAsync()
        {
            Video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
            Runs = new LocalRuns(new LocalRunsOptions { StoreFolder = _folder.Root });
            using var session = new Session(Runs);
            Assert.True(await session.RunAsync("run", Video, "--json") == ExitCode.Done, session.Errors);
            Folder = JsonDocument.Parse(session.Output).RootElement.GetProperty("folder").GetString()!;
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();
    }
}
