using VideoPipeline.Analysis;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results.Partials;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Partials;

public class PartialFileTests
{
    /// <summary>
    /// Uncompressed, a portrait range took 3,750,000 bytes besides its rows and pictures: 64 bits for each sum of the mean image,
    /// and HSV, luma and the image for block matching of two frames.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(4112)]
    public void Write_PortraitRange_TakesLessThanAThirdOfUncompressedImages(int frames)
    {
        var partial = new SyntheticRun(1, frames, 1080, 1920).CreatePartial(new PlannedRange(0, 1, frames + 1));
        var file = new MemoryStream();
        PartialFile.Write(file, partial with { Arrays = partial.Arrays with { Previews = [] } });
        var rows = partial.Arrays.Columns.Sum(column => column.ByteLength) + frames;
        Assert.InRange(file.Length - rows, 1, 3_750_000 / 3);
    }

    [Fact]
    public void Read_Previews_ReturnsThoseWritten()
    {
        var partial = new SyntheticRun(1, 500, 320, 240).CreatePartial(new PlannedRange(0, 0, 500));
        var file = new MemoryStream();
        PartialFile.Write(file, partial);

        var previews = partial.Arrays.Previews;
        Assert.True(previews.Count > 2);
        Assert.Equal(previews.Select(Text), PartialFile.Read(file, "test.npz").Arrays.Previews.Select(Text));

        static string Text(Preview preview) => $"{preview.Frame} {preview.Pts} {Convert.ToHexString(preview.Jpeg)}";
    }

    [Fact]
    public void Read_SingleFrame_ReturnsItAsFirstAndLast()
    {
        var partial = new SyntheticRun(1, 1, 320, 240).CreatePartial(new PlannedRange(0, 0, 1));
        var file = new MemoryStream();
        PartialFile.Write(file, partial with { Arrays = partial.Arrays with { Last = partial.Arrays.First } });

        Assert.DoesNotContain(NpzReader.Read(file, "test.npz").All, array => array.Name == "seam.last");
        var read = PartialFile.Read(file, "test.npz").Arrays;
        Assert.Equal(partial.Arrays.First!.Planes, read.First!.Planes);
        Assert.Equal(partial.Arrays.First.Planes, read.Last!.Planes);
    }
}
