using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Errors;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Estimates;

public sealed class CalibrationFileTests : IDisposable
{
    private static readonly MeasuredWork s_film = new("h264", 854 * 480, 5555, 20_000_000);
    private static readonly StepTimes s_modeled = new(0.5, 0.1, 0.1, 10, 0.5);

    private readonly TemporaryFolder _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void FactorsFor_NoRun_AreOne() =>
        Assert.Equal(StepFactors.None, CalibrationFile.Load(_store.Root).FactorsFor(MeasuredRun.Local, 2, s_film));

    [Fact]
    public void FactorsFor_TheMeasuredVideo_GiveTheMeasuredTimes()
    {
        var measured = new StepTimes(0.7, 0.05, 0.02, 14, 0.9);
        var file = CalibrationFile.Load(_store.Root).Add(Run(s_film, measured), _store.Root);
        AssertClose(measured, file.FactorsFor(MeasuredRun.Local, 2, s_film).Apply(s_modeled));
    }

    [Fact]
    public void FactorsFor_SeveralVideos_FollowTheMostSimilar()
    {
        var uhd = new MeasuredWork("h264", 3840 * 2160, 5555, 400_000_000);
        var file = CalibrationFile.Load(_store.Root)
            .Add(Run(s_film, s_modeled with { Decode = 20 }), _store.Root)
            .Add(Run(uhd, s_modeled with { Decode = 5 }, length: 2), _store.Root);
        Assert.Equal(2, file.FactorsFor(MeasuredRun.Local, 2, s_film).Decode, tolerance: 0.01);
        Assert.Equal(0.5, file.FactorsFor(MeasuredRun.Local, 2, uhd).Decode, tolerance: 0.01);
    }

    [Fact]
    public void FactorsFor_OtherCodec_CountsOnlyWithoutOneOfTheSame()
    {
        var vp9 = s_film with { Codec = "vp9" };
        var file = CalibrationFile.Load(_store.Root).Add(Run(vp9, s_modeled with { Decode = 30 }), _store.Root);
        Assert.Equal(3, file.FactorsFor(MeasuredRun.Local, 2, s_film).Decode, precision: 6);
        file = file.Add(Run(s_film with { Pixels = 100 }, s_modeled with { Decode = 20 }, length: 2), _store.Root);
        Assert.Equal(2, file.FactorsFor(MeasuredRun.Local, 2, s_film).Decode, precision: 6);
    }

    [Fact]
    public void FactorsFor_OtherMachineOrAws_AreOne()
    {
        var file = CalibrationFile.Load(_store.Root).Add(Run(s_film, s_modeled with { Decode = 30 }), _store.Root);
        Assert.Equal(StepFactors.None, file.FactorsFor(MeasuredRun.Local, 16, s_film));
        Assert.Equal(StepFactors.None, file.FactorsFor(MeasuredRun.Aws, null, s_film));
    }

    [Fact]
    public void Add_TheSameAgain_ReplacesIt()
    {
        CalibrationFile.Load(_store.Root).Add(Run(s_film, s_modeled with { Decode = 30 }), _store.Root);
        CalibrationFile.Load(_store.Root).Add(Run(s_film, s_modeled with { Decode = 20 }), _store.Root);
        var loaded = CalibrationFile.Load(_store.Root);
        Assert.Equal(20, Assert.Single(loaded.Runs).Measured.Decode);
    }

    [Fact]
    public void Load_OtherVersionOfTheModel_HasNoRuns()
    {
        File.WriteAllText(_store.File(CalibrationFile.FileName), """{"schema": "videopipeline/calibration/0", "runs": []}""");
        Assert.Equal(CalibrationFile.CurrentSchema, CalibrationFile.Load(_store.Root).Schema);
    }

    [Fact]
    public void Load_DamagedFile_SaysWhatToDo()
    {
        File.WriteAllText(_store.File(CalibrationFile.FileName), "{");
        var failure = Assert.Throws<InvalidInputException>(() => CalibrationFile.Load(_store.Root));
        Assert.Contains("Delete it", failure.Message, StringComparison.Ordinal);
    }

    private static MeasuredRun Run(MeasuredWork work, StepTimes measured, long length = 1) =>
        new(MeasuredRun.Local, 2, 2, new RunIdentity(length, "v"), work, measured, s_modeled);

    private static void AssertClose(StepTimes expected, StepTimes actual)
    {
        Assert.Equal(expected.Start, actual.Start, precision: 6);
        Assert.Equal(expected.Index, actual.Index, precision: 6);
        Assert.Equal(expected.Plan, actual.Plan, precision: 6);
        Assert.Equal(expected.Decode, actual.Decode, precision: 6);
        Assert.Equal(expected.Reduce, actual.Reduce, precision: 6);
    }
}
