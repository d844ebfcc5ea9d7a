using VideoPipeline.Errors;
using VideoPipeline.Search;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public class IndexSegmentTests
{
    private static readonly IndexSegment s_a =
        IndexSegment.FromRun(
            new SyntheticRun("a", SyntheticImages.Create(1, 160, 120), SyntheticImages.Create(2, 160, 120)).Content);

    private static readonly IndexSegment s_b = IndexSegment.FromRun(
        new SyntheticRun("b", SyntheticImages.Create(3, 160, 120)).Content);
    private static readonly IndexSegment s_c = IndexSegment.FromRun(
        new SyntheticRun("c", SyntheticImages.Create(4, 160, 120)).Content);

    [Fact]
    public void Merge_AnyGrouping_GivesSameSegment() =>
        Assert.Equal(Bytes(Merge(s_a, s_b, s_c)), Bytes(Merge(Merge(s_a, s_b), s_c)));

    [Fact]
    public void Merge_RunInTwoSegments_KeepsLast() => Assert.Equal(Bytes(Merge(s_b, s_a)), Bytes(Merge(s_a, s_b, s_a)));

    [Fact]
    public void Merge_ExcludedRun_IsRemovedCompletely() =>
        Assert.Equal(Bytes(Merge(s_a, s_c)), Bytes(IndexSegment.Merge([Merge(s_a, s_b, s_c)], run => run != "b")));

    [Fact]
    public void Postings_Of_ReturnsAllRowsOfWord()
    {
        var all = Merge(s_a, s_b, s_c).Postings;
        Assert.Equal(all.Word.Order(), all.Word);
        Assert.All(all.Word.Distinct(), word => Assert.All(all.Word[all.Of(word)], other => Assert.Equal(word, other)));
        var found = all.Word.Distinct().Sum(word => all.Of(word).GetOffsetAndLength(all.Count).Length);
        Assert.Equal(s_a.Postings.Count + s_b.Postings.Count + s_c.Postings.Count, found);
    }

    [Fact]
    public void Read_WrittenSegment_RoundTrips()
    {
        var bytes = Bytes(Merge(s_a, s_b));
        Assert.Equal(bytes, Bytes(SegmentFile.Read(new MemoryStream(bytes), "segment")));
    }

    [Fact]
    public void Read_PictureIndexOutOfRange_ThrowsCorruptResult()
    {
        var wrong = s_a with { Postings = s_a.Postings with { Picture = [.. s_a.Postings.Picture.Select(_ => 2)] } };
        Assert.Throws<CorruptResultException>(() => SegmentFile.Read(new MemoryStream(Bytes(wrong)), "segment"));
    }

    private static IndexSegment Merge(params IndexSegment[] segments) => IndexSegment.Merge(segments, _ => true);

    private static byte[] Bytes(IndexSegment segment)
    {
        var stream = new MemoryStream();
        SegmentFile.Write(stream, segment);
        return stream.ToArray();
    }
}
