using VideoPipeline.Search;
using VideoPipeline.Tests.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public class IndexSegmentTests
{
    private static readonly IndexSegment A = IndexSegment.Of(new MadeRun("a", Painted.Picture(1, 160, 120), Painted.Picture(2, 160, 120)).Content);
    private static readonly IndexSegment B = IndexSegment.Of(new MadeRun("b", Painted.Picture(3, 160, 120)).Content);
    private static readonly IndexSegment C = IndexSegment.Of(new MadeRun("c", Painted.Picture(4, 160, 120)).Content);

    [Fact]
    public void Merge_InAnyGrouping_IsTheSame() =>
        Assert.Equal(Bytes(Merge(A, B, C)), Bytes(Merge(Merge(A, B), C)));

    [Fact]
    public void Merge_RunInTwo_IsTakenOnce() => Assert.Equal(Bytes(Merge(B, A)), Bytes(Merge(A, B, A)));

    [Fact]
    public void Merge_RunsThatAreNotWanted_LeaveNoTrace() =>
        Assert.Equal(Bytes(Merge(A, C)), Bytes(IndexSegment.Merge([Merge(A, B, C)], run => run != "b")));

    [Fact]
    public void Postings_Word_HoldsAllKeypointsOfIt()
    {
        var all = Merge(A, B, C).Postings;
        Assert.Equal(all.Word.Order(), all.Word);
        var found = all.Word.Distinct().Sum(word => all.Of(word).GetOffsetAndLength(all.Count).Length);
        Assert.Equal(A.Postings.Count + B.Postings.Count + C.Postings.Count, found);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var bytes = Bytes(Merge(A, B));
        Assert.Equal(bytes, Bytes(SegmentFile.Read(new MemoryStream(bytes), "segment")));
    }

    [Fact]
    public void Read_PostingsOfAPictureThatIsNotThere_SaysSo()
    {
        var wrong = A with { Postings = A.Postings with { Picture = [.. A.Postings.Picture.Select(_ => 2)] } };
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
