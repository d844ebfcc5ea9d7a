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
    public void Read_WrittenResults_ReturnsEqualResults() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 5).ListOf().ToArbitrary(),
        rows =>
        {
            var results = StillResult.Merge(
                rows.SelectMany((count, frame) => new[] { Create("marks", frame, count), Create("classify", 2 * frame, 1) }));
            var read = StillResultArrays.Read(new NpzArrays("test", [.. StillResultArrays.ToArrays(results)]));
            return results.Select(Text).SequenceEqual(read.Select(Text));
        }));

    [Fact]
    public void Merge_AnyOrder_GivesSameResult()
    {
        var (a, b, c) = (Create("marks", 4, 1), Create("marks", 2, 3), Create("classify", 9, 1));
        Assert.Equal([Text(c), Text(b), Text(a)], StillResult.Merge([a, b, c, b]).Select(Text));
        Assert.Equal([Text(c), Text(b), Text(a)], StillResult.Merge([c, b, a]).Select(Text));
    }

    [Fact]
    public void Read_InconsistentRowCounts_Throws()
    {
        NpyArray[] arrays =
        [
            NpyArray.Of("still.marks", new long[] { 1 }),
            NpyArray.Of("still.marks.point", new float[4], 2, 2),
            NpyArray.Of("still.marks.point.rows", new long[] { 3 }),
        ];
        Assert.Throws<CorruptResultException>(() => StillResultArrays.Read(new NpzArrays("test", arrays)));
    }

    private static StillResult Create(string analyzer, long frame, int rows) => new(analyzer, frame,
    [
        NpyArray.Of("point", Enumerable.Range(0, rows * 2).Select(i => frame + i / 10f).ToArray(), rows, 2),
        NpyArray.Of("id", new[] { frame }),
    ]);

    private static string Text(StillResult result) =>
        $"{result.Analyzer} {result.Frame}: {string.Join(',', result.Array<float>("point").Shape)} " +
        $"{string.Join(' ', result.Array<float>("point").Data)} {result.Array<long>("id").Data[0]}";
}
