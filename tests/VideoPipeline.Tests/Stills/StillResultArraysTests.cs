using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Stills;
using Xunit;

namespace VideoPipeline.Tests.Stills;

public sealed class StillResultArraysTests
{
    [Fact]
    public void Read_OfWhatWasMade_IsTheSame() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 5).ListOf().ToArbitrary(),
        rows =>
        {
            var findings = StillResult.Merge(rows.SelectMany((count, frame) => new[] { Made("marks", frame, count), Made("classify", 2 * frame, 1) }));
            var read = StillResultArrays.Read(new NpzArrays("test", [.. StillResultArrays.ToArrays(findings)]));
            return findings.Select(Text).SequenceEqual(read.Select(Text));
        }));

    [Fact]
    public void Merge_PartsInAnyOrder_IsTheSame()
    {
        var (a, b, c) = (Made("marks", 4, 1), Made("marks", 2, 3), Made("classify", 9, 1));
        Assert.Equal(StillResult.Merge([a, b, c, b]).Select(Text), StillResult.Merge([c, b, a]).Select(Text));
    }

    [Fact]
    public void Read_RowsThatDoNotAddUp_IsCorrupt()
    {
        NpyArray[] arrays =
        [
            NpyArray.Of("look.marks", new long[] { 1 }),
            NpyArray.Of("look.marks.point", new float[4], 2, 2),
            NpyArray.Of("look.marks.point.rows", new long[] { 3 }),
        ];
        Assert.Throws<CorruptResultException>(() => StillResultArrays.Read(new NpzArrays("test", arrays)));
    }

    private static StillResult Made(string look, long frame, int rows) => new(look, frame,
    [
        NpyArray.Of("point", Enumerable.Range(0, rows * 2).Select(i => frame + i / 10f).ToArray(), rows, 2),
        NpyArray.Of("id", new[] { frame }),
    ]);

    private static string Text(StillResult finding) =>
        $"{finding.Analyzer} {finding.Frame}: {string.Join(',', finding.Array<float>("point").Shape)} {string.Join(' ', finding.Array<float>("point").Data)} {finding.Array<long>("id").Data[0]}";
}
