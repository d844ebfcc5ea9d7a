using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class ShotExportTests
{
    private const string Awkward = "a, <b> & \"c\" --> d;e=f#g\\h";

    public static TheoryData<int, int> Rates => new()
    {
        { 24000, 1001 }, { 25, 1 }, { 30000, 1001 }, { 60000, 1001 },
    };

    private static Summary Film(int numerator, int denominator) => ExampleShots.Summary(
        new FrameRate(numerator, denominator), new TimeBase(1, 90_000), 40_000, 0, 1, 1799, 1800, 17_982, 39_999);

    [Theory]
    [MemberData(nameof(Rates))]
    public void Edl_Shots_AreThoseOfTheSummary(int numerator, int denominator)
    {
        foreach (var nonDrop in (bool[])[false, true])
        {
            var list = Film(numerator, denominator).List(nonDrop: nonDrop);
            var edl = CmxFile.Parse(new EdlExport().Write(list));
            Assert.Equal(!nonDrop && denominator != 1 && numerator != 24000, edl.DropFrame);
            Assert.All(edl.Events, line => Assert.Equal(("FILM", "V", "C"), (line.Reel, line.Channels, line.Transition)));
            Assert.All(edl.Events, line => Assert.Equal((line.SourceIn, line.SourceOut), (line.RecordIn, line.RecordOut)));
            var perSecond = (int)Math.Ceiling((double)numerator / denominator);
            Assert.Equal(
                list.Summary.Shots.Select(shot => (shot.Start, shot.End)),
                edl.Events.Select(line => (edl.Frame(line.SourceIn, perSecond), edl.Frame(line.SourceOut, perSecond))));
        }
    }

    [Fact]
    public void Edl_Start_IsTheTimecodeOfTheFirstFrame() => Assert.Equal(
        "01:00:00;00", CmxFile.Parse(new EdlExport().Write(Film(30000, 1001).List(start: "01:00:00;00"))).Events[0].SourceIn);

    [Theory]
    [InlineData("My film (2025) – Ü.mp4", "MYFILM20")]
    [InlineData("ü.mp4", "AX")]
    [InlineData("bl.mov", "AX")]
    public void Edl_Name_IsAReelOfEightLettersAndDigits(string name, string reel) => Assert.Equal(reel, EdlExport.Reel(name));

    [Fact]
    public void Edl_NameWithAnEndOfLine_StaysInItsLine()
    {
        var edl = new EdlExport().Write(Film(25, 1).List("/films/a\nM2 b.mp4"));
        Assert.Contains("* FROM CLIP NAME: a M2 b.mp4\n", edl);
        Assert.DoesNotContain("\nM2", edl);
    }

    [Fact]
    public void Edl_MoreThan999Events_IsRemarked()
    {
        var summary = ExampleShots.Summary(new(25, 1), new(1, 25), 1000, [.. Enumerable.Range(0, 1000)]);
        Assert.Contains("1000 events", new EdlExport().Remark(summary.List()));
        Assert.Null(new EdlExport().Remark(Film(25, 1).List()));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Otio_Shots_AreThoseOfTheSummary(int numerator, int denominator)
    {
        var list = Film(numerator, denominator).List(start: "00:00:01:00");
        using var json = JsonDocument.Parse(new OtioExport().Write(list));
        OtioSchema.Validate(json.RootElement);
        var clips = Clips(json);
        var start = (long)Math.Ceiling((double)numerator / denominator);
        Assert.Equal(
            list.Summary.Shots.Select(shot => (start + shot.Start, shot.End - shot.Start)),
            clips.Select(clip => Range(clip.GetProperty("source_range"))));
        Assert.All(clips, clip => Assert.Equal(
            (double)numerator / denominator,
            clip.GetProperty("source_range").GetProperty("start_time").GetProperty("rate").GetDouble()));
        var media = clips[0].GetProperty("media_references").GetProperty("DEFAULT_MEDIA");
        Assert.Equal("file:///films/film.mp4", media.GetProperty("target_url").GetString());
        Assert.Equal((start, 40_000), Range(media.GetProperty("available_range")));
    }

    // No constant rate: exact in ticks.
    [Fact]
    public void Otio_VariableFrameRate_IsInTicks()
    {
        var summary = Film(25, 1);
        var list = (summary with { Video = summary.Video with { VariableFrameRate = true } }).List();
        using var json = JsonDocument.Parse(new OtioExport().Write(list));
        OtioSchema.Validate(json.RootElement);
        Assert.Equal(
            summary.Shots.Select(shot => (shot.Start * 3600, (shot.End - shot.Start) * 3600)),
            Clips(json).Select(clip => Range(clip.GetProperty("source_range"))));
        Assert.Contains("ticks of 1/90000 s", new OtioExport().Remark(list));
    }

    // The first selected frame is not the first of the video.
    [Fact]
    public void Otio_ShotsFromALaterFrame_AreAtTheirPlace()
    {
        var list = ExampleShots.Summary(new(25, 1), new(1, 25), 100, 10, 50).List();
        using var json = JsonDocument.Parse(new OtioExport().Write(list));
        OtioSchema.Validate(json.RootElement);
        var gap = Children(json)[0];
        Assert.Equal("Gap.1", gap.GetProperty("OTIO_SCHEMA").GetString());
        Assert.Equal((0, 10), Range(gap.GetProperty("source_range")));
    }

    [Theory]
    [InlineData("edl")]
    [InlineData("fcpxml")]
    public void Write_FormatThatCountsFramesOfAVariableRate_Throws(string format)
    {
        var summary = ExampleRun.Summary with { Video = ExampleRun.Summary.Video with { VariableFrameRate = true } };
        var export = ShotExports.All.Single(one => one.Format == format);
        var error = Assert.Throws<InvalidInputException>(() => export.Write(summary.List()));
        Assert.Contains("its frame rate varies", error.Message);
    }

    [Fact]
    public void Start_VideoWithoutTimecodes_Throws() => Assert.Contains(
        "25/2 frames per second",
        Assert.Throws<InvalidInputException>(
            () => ExampleShots.Summary(new(25, 2), new(1, 12800), 100, 0).List(start: "01:00:00:00")).Message);

    [Fact]
    public void Chapters_ReadByFfmpeg_AreTheShots()
    {
        var summary = Film(30000, 1001).Labeled(Awkward.Replace(", ", " "));
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Root, "chapters");
        File.WriteAllText(path, new FfmpegChaptersExport().Write(summary.List()));
        using var json = JsonDocument.Parse(Ffmpeg.Probe("-f", "ffmetadata", "-show_chapters", "-of", "json", path));
        var chapters = json.RootElement.GetProperty("chapters").EnumerateArray().ToArray();
        Assert.All(chapters, chapter => Assert.Equal("1/90000", chapter.GetProperty("time_base").GetString()));
        Assert.Equal(
            summary.Shots.Select((shot, index) => (
                shot.StartSeconds, shot.EndSeconds, $"Shot {index + 1}: {Awkward.Replace(", ", " ")}")),
            chapters.Select(chapter => (
                chapter.GetProperty("start").GetInt64() / 90_000.0,
                chapter.GetProperty("end").GetInt64() / 90_000.0,
                chapter.GetProperty("tags").GetProperty("title").GetString()!)));
    }

    // What a player shows at the start of a cue is the first frame of the shot.
    [Theory]
    [MemberData(nameof(Rates))]
    public void Vtt_ReadByFfmpeg_HasTheFramesOfTheShots(int numerator, int denominator)
    {
        var summary = Film(numerator, denominator);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Root, "chapters.vtt");
        File.WriteAllText(path, new WebVttChaptersExport().Write(summary.List()));
        using var json = JsonDocument.Parse(Ffmpeg.Probe("-show_packets", "-of", "json", path));
        var cues = json.RootElement.GetProperty("packets").EnumerateArray().ToArray();
        long Shown(long milliseconds) => (long)Math.Floor((milliseconds + 0.01) * numerator / (1000.0 * denominator));
        Assert.Equal(
            summary.Shots.Select(shot => (shot.Start, shot.End)),
            cues.Select(cue => (
                Shown(cue.GetProperty("pts").GetInt64()),
                Shown(cue.GetProperty("pts").GetInt64() + cue.GetProperty("duration").GetInt64()))));
    }

    [Fact]
    public void Vtt_TitleWithMarkup_IsEscaped()
    {
        var text = new WebVttChaptersExport().Write(
            ExampleShots.Summary(new(25, 1), new(1, 25), 10, 0).Labeled("<b> & --> c").List());
        Assert.Contains("Shot 1: &lt;b&gt; &amp; --&gt; c", text);
    }

    // A single frame has no duration, but a cue and a chapter must not be empty.
    [Fact]
    public void Write_SingleFrame_IsNotEmpty()
    {
        var shot = ExampleRun.Summary.Shots[0] with { End = 1, EndSeconds = 0 };
        var summary = ExampleRun.Summary with
        {
            Video = ExampleRun.Summary.Video with { FrameRate = null, DurationSeconds = 0 },
            Shots = [shot],
            NearDuplicateShots = [],
        };
        Assert.Contains("00:00:00.000 --> 00:00:00.001\n", new WebVttChaptersExport().Write(summary.List()));
        Assert.Contains("START=0\nEND=1\n", new FfmpegChaptersExport().Write(summary.List()));
        using var json = JsonDocument.Parse(new OtioExport().Write(summary.List()));
        Assert.Equal((0, 1), Range(Clips(json)[0].GetProperty("source_range")));
    }

    [Theory]
    [InlineData("/a b/c#d?e%41&ü.mp4", "file:///a%20b/c%23d%3Fe%2541%26%C3%BC.mp4")]
    [InlineData("s3://bucket/a b.mp4", "s3://bucket/a b.mp4")]
    [InlineData("https://user:key@example.com/film.mp4?X-Amz-Signature=1", "https://example.com/film.mp4?…")]
    public void MediaUrl_Address_IsAUrlWithoutCredentials(string address, string url) =>
        Assert.Equal(url, MediaUrl.Of(address));

    private static JsonElement[] Clips(JsonDocument json) =>
        [.. Children(json).Where(child => child.GetProperty("OTIO_SCHEMA").GetString() == "Clip.2")];

    private static JsonElement[] Children(JsonDocument json) =>
        [.. json.RootElement.GetProperty("tracks").GetProperty("children")[0].GetProperty("children").EnumerateArray()];

    private static (long Start, long Duration) Range(JsonElement range) => (
        range.GetProperty("start_time").GetProperty("value").GetInt64(),
        range.GetProperty("duration").GetProperty("value").GetInt64());
}
