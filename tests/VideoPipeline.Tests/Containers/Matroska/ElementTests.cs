using VideoPipeline.Containers.Matroska;
using Xunit;

namespace VideoPipeline.Tests.Containers.Matroska;

/// <summary>Parsing EBML elements (RFC 8794).</summary>
public class ElementTests
{
    // Examples from RFC 8794, table 1 and 4.4.
    [Theory]
    [InlineData(new byte[] { 0x82 }, 2, 1)]
    [InlineData(new byte[] { 0x40, 0x02 }, 2, 2)]
    [InlineData(new byte[] { 0x20, 0x00, 0x02 }, 2, 3)]
    [InlineData(new byte[] { 0x10, 0x00, 0x00, 0x02, 0xAA }, 2, 4)]
    [InlineData(new byte[] { 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE }, (1L << 56) - 2, 8)]
    public void Read_Vint_ReturnsValueAndLength(byte[] bytes, long value, int length)
    {
        Assert.Equal(length, Vint.Read(bytes, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x40 })]
    public void Read_InvalidOrTruncatedVint_ReturnsZero(byte[] bytes) => Assert.Equal(0, Vint.Read(bytes, out _));

    [Theory]
    [InlineData(new byte[] { 0xEC, 0xFF })]
    [InlineData(new byte[] { 0xEC, 0x7F, 0xFF })]
    [InlineData(new byte[] { 0xEC, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void Read_SizeWithAllBitsSet_IsUnknownSize(byte[] bytes)
    {
        Assert.Equal(bytes.Length, ElementHeader.Measure(bytes));
        Assert.Null(ElementHeader.Read(bytes, 0).Size);
    }

    [Fact]
    public void Read_Header_ReturnsIdAndBodyRange()
    {
        var header = ElementHeader.Read([0x1F, 0x43, 0xB6, 0x75, 0x40, 0x10], 100);

        Assert.Equal((ElementId.Cluster, 106L, 122L), (header.Id, header.BodyOffset, header.End));
    }

    [Theory]
    [InlineData(new byte[] { 0x08, 0, 0, 0, 0x81 })]
    [InlineData(new byte[] { 0xEC, 0x00 })]
    public void Measure_InvalidHeader_ReturnsZero(byte[] bytes) => Assert.Equal(0, ElementHeader.Measure(bytes));

    [Fact]
    public void Children_ElementExtendsBeyondParent_Throws()
    {
        Assert.Throws<MalformedElementException>(() =>
        {
            foreach (var _ in new Element(ElementId.Tracks, 0, [0xEC, 0x85, 0, 0]).Children())
            {
            }
        });
    }

    [Fact]
    public void Unsigned_ValidOrInvalidLength_ReturnsValueOrThrows()
    {
        Assert.Equal(0, new Element(ElementId.Timestamp, 0, []).Unsigned());
        Assert.Equal(0x010203, new Element(ElementId.Timestamp, 0, [1, 2, 3]).Unsigned());
        Assert.Throws<MalformedElementException>(
            () => new Element(ElementId.Timestamp, 0, [0xFF, 0, 0, 0, 0, 0, 0, 0]).Unsigned());
        Assert.Throws<MalformedElementException>(() => new Element(ElementId.Timestamp, 0, new byte[9]).Unsigned());
    }

    [Fact]
    public void Read_BlockHeader_ReturnsTrackTimeAndFlags()
    {
        var head = BlockHeader.Read([0x41, 0x2C, 0xFF, 0xFE, 0x86, 7]);

        Assert.Equal(new BlockHeader(300, -2, 0x86, 5), head);
        Assert.True(head!.Value is { IsKey: true, IsLaced: true });
        Assert.Null(BlockHeader.Read([0x81, 0, 0]));
    }
}
