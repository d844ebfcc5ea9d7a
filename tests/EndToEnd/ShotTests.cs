using System.Text.Json;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

public sealed class ShotTests : IDisposable
{
    private const int FramesEach = 30;

    private static readonly string[] s_photographs =
    [
        "astronaut.png", "baboon.jpg", "butterfly.jpg", "coffee.png", "home.jpg", "messi5.jpg", "rocket.jpg", "squirrel_cls.jpg",
    ];

    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [SharedDataTheory("photos/astronaut.png")]
    [InlineData("libx264 -preset veryfast")]
    [InlineData("libx265 -preset veryfast -x265-params log-level=error")]
    [InlineData("libvpx-vp9 -crf 32 -b:v 0 -deadline realtime -cpu-used 8")]
    [InlineData("libsvtav1 -crf 40 -preset 10")]
    [InlineData("mpeg2video -q:v 5")]
    [InlineData("mpeg4 -q:v 5")]
    public async Task Run_FilmOfPhotographs_FindsEachAsAStillShot(string encoding)
    {
        var inputs = s_photographs.SelectMany(name => (string[])["-loop", "1", "-framerate", "25", "-i", Photograph(name)]);
        var scaled = s_photographs.Select((_, i) =>
            $"[{i}]scale=320:240,setsar=1,format=yuv420p,trim=end_frame={FramesEach}[v{i}]");
        var joined = string.Concat(s_photographs.Select((_, i) => $"[v{i}]")) + $"concat=n={s_photographs.Length}";
        var film = Path.Combine(_command.Folder, "film.mkv");
        Ffmpeg.Run([.. inputs, "-filter_complex", string.Join(';', scaled) + ';' + joined, "-c:v", .. encoding.Split(' '), film]);

        var shots = (await SummaryAsync(film)).Shots;

        Assert.Equal(s_photographs.Select((_, i) => (long)(i * FramesEach)), shots.Select(shot => shot.Start));
        Assert.All(shots.Skip(1), shot => Assert.Equal(SummaryShot.Cut, shot.Transition));
        Assert.All(shots, shot => Assert.Equal("still", shot.Camera.Kind));
    }

    [SharedDataTheory("photos/home.jpg")]
    [InlineData("crop=320:240:x=n*2:y=60", "pan")]
    [InlineData("crop=320:240:x=100:y=140-n*2", "pan")]
    [InlineData("zoompan=z=1+in*0.006:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d=1:s=320x240", "zoom")]
    [InlineData("crop=320:240:x=80:y=60", "still")]
    public async Task Run_CameraOverAPhotograph_ReportsItsMotion(string filter, string kind)
    {
        var film = Path.Combine(_command.Folder, "film.mp4");
        Ffmpeg.Run(
            "-loop", "1", "-framerate", "25", "-i", Photograph("home.jpg"),
            "-vf", $"scale=512:384,{filter},format=yuv420p", "-frames:v", "60", "-c:v", "libx264", "-preset", "veryfast", film);
        Assert.Equal([kind], (await SummaryAsync(film)).Shots.Select(shot => shot.Camera.Kind));
    }

    [Fact]
    public async Task Run_FadeThroughBlack_IsAFade()
    {
        var film = Path.Combine(_command.Folder, "film.mp4");
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2,fade=out:30:20", "-f", "lavfi",
            "-i", "smptehdbars=size=320x240:rate=25:duration=2,fade=in:0:20",
            "-filter_complex", "concat=n=2,format=yuv420p", film);
        var shots = (await SummaryAsync(film)).Shots;
        Assert.Equal([SummaryShot.AtStart, SummaryShot.Fade], shots.Select(shot => shot.Transition));
        Assert.InRange(shots[1].Start, 48, 52);
    }

    [SharedDataFact("videos/agent327_240p_dash_frag.mp4", "truth/agent327_cuts.json")]
    public async Task Run_Film_FindsItsCuts()
    {
        var file = File.ReadAllBytes(Path.Combine(Repository.SharedData!, "truth/agent327_cuts.json"));
        var truth = JsonDocument.Parse(file).RootElement.GetProperty("cuts").EnumerateArray()
            .Select(cut => cut.GetInt64())
            .ToArray();
        var summary = await SummaryAsync(Path.Combine(Repository.SharedData!, "videos/agent327_240p_dash_frag.mp4"));
        var found = summary.Shots.Skip(1).Select(shot => shot.Start).ToArray();

        var correct = (double)truth.Count(cut => found.Any(frame => Math.Abs(frame - cut) <= 1));

        Assert.InRange(2 * correct / (truth.Length + found.Length), 0.95, 1); // F1
    }

    private static string Photograph(string name) => Path.Combine(Repository.SharedData!, "photos", name);

    private async Task<Summary> SummaryAsync(string film)
    {
        var outcome = await _command.RunAsync("run", film, "--out", "out");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.ExitCode == 0 ? "" : outcome.Errors));
        return ResultJson.ReadSummary(File.ReadAllBytes(Path.Combine(_command.Folder, "out", "summary.json")), "summary.json");
    }
}
