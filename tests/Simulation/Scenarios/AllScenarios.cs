using VideoPipeline.Cli.Estimates;
using VideoPipeline.Simulation.Aws;
using VideoPipeline.Simulation.Deployed;
using VideoPipeline.Simulation.Runs;
using VideoPipeline.Video;

namespace VideoPipeline.Simulation.Scenarios;

/// <summary>The scenarios of the table in <c>docs/deploy.md</c>.</summary>
internal static class AllScenarios
{
    private static readonly AwsLimits s_account = new(1000);

    private static readonly AwsLimits s_newAccount = new(10);

    /// <summary>What a new account should set.</summary>
    private static readonly Settings s_small = new(MaxWorkers: 10, MaxExecutions: 2);

    /// <summary>The scenarios, with the defaults of the template.</summary>
    public static IReadOnlyList<Scenario> Create()
    {
        var settings = Settings.Of(DeployedTemplate.Read());
        var hour = Videos.FullHd(60);
        var uhd = Videos.Index(10 * 3600, 3840, 2160, "hevc", 16e6);
        return
        [
            One("one hour of 1080p", s_account, hour, workers: 100),
            One("the same, 1,000 workers", s_account, hour, workers: 1000, framesPerRange: hour.Frames!.Count / 1000),
            One("the same, new account (10)", s_newAccount, hour, workers: 100),
            One("the same, `MaxWorkers` 10", s_newAccount, hour, workers: 100, bounds: s_small),
            One("ten hours of 4K HEVC", s_account, uhd, workers: 100),
            One("the same, 1,000 workers", s_account, uhd, workers: 1000),
            AtOnce("20 videos at once, 500 ranges of 60 s", s_account, 20, Videos.Ranges(500, 60, workers: 100)),
            AtOnce("100 at once, 200 ranges of 2 s, new account", s_newAccount, 100, Videos.Ranges(200, 2, workers: 100)),
            // Plan makes as many ranges fewer.
            AtOnce(
                "the same, `MaxWorkers` 10, `MaxExecutions` 2 (20 ranges of 20 s)", s_newAccount, 100,
                Videos.Ranges(20, 20, workers: 10), s_small),
            AtOnce("50 films of ten hours in 4K, new account", s_newAccount, 50, Videos.Work(uhd)),
            AtOnce(
                "the same, `MaxWorkers` 10, `MaxExecutions` 2", s_newAccount, 50, Videos.Work(uhd, maxWorkers: 10), s_small),
            InAnHour("1,000 uploads in an hour", s_account, 1000),
            InAnHour("10,000 uploads in an hour", s_account, 10_000),
        ];

        Scenario One(
            string name, AwsLimits limits, VideoIndex index, int workers, int? framesPerRange = null, Settings? bounds = null) =>
            AtOnce(
                name, limits, 1,
                Videos.Work(index, workers, framesPerRange, maxWorkers: (bounds ?? settings).MaxWorkers), bounds);

        Scenario AtOnce(string name, AwsLimits limits, int count, AwsWorkload work, Settings? bounds = null) =>
            new(name, limits, bounds ?? settings, _ => Enumerable.Repeat((0.0, work), count));

        Scenario InAnHour(string name, AwsLimits limits, int count) => new(name, limits, settings, Mix(count));
    }

    /// <summary>Uploads of 1080p at random times of an hour: 80 % of one minute, 15 % of ten minutes, 5 % of two hours.</summary>
    public static Func<Random, IEnumerable<(double At, AwsWorkload Work)>> Mix(int count)
    {
        var (minute, ten, film) = (Work(1), Work(10), Work(120));
        return random => Enumerable.Range(0, count).Select(_ => (3600 * random.NextDouble(), random.NextDouble() switch
        {
            < 0.8 => minute,
            < 0.95 => ten,
            _ => film,
        }));

        static AwsWorkload Work(double minutes) => Videos.Work(Videos.FullHd(minutes));
    }
}
