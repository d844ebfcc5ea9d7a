using System.Buffers.Binary;
using System.Text.Json;
using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Pages.Timeline;
using VideoPipeline.Pages.Videos;
using Xunit;

namespace VideoPipeline.Pages.Tests.Timeline;

public sealed class TimelineDataTests
{
    [Fact]
    public void Create_HostileLabel_CanStandInAScriptElement()
    {
        var json = TimelineData.Create(TestVideo.Labeled(TestVideo.Hostile));

        Assert.DoesNotContain('<', json);
        Assert.DoesNotContain('\u2028', json);
        Assert.Equal(TestVideo.Hostile, Parse(json).GetProperty("labels")[0][2].GetString());
    }

    [Fact]
    public void Create_ConstantFrameRate_GivesAStep()
    {
        var data = Parse(TimelineData.Create(TestVideo.Example));

        Assert.Equal((60, 0, 512), (Int(data, "count"), Int(data, "start"), Int(data, "step")));
        Assert.Equal(25, data.GetProperty("rate").GetInt32());
    }

    [Theory]
    [InlineData(65_535, 2)]
    [InlineData(65_536, 4)]
    public void Create_UnevenTimes_GivesDifferencesInTheFewestBytes(int largest, int size)
    {
        var frames = TestVideo.Example.Frames;
        long[] pts = [.. frames.Pts.Select(time => time + (time >= frames.Pts[30] ? largest - 512 : 0))];

        var times = Parse(TimelineData.Create(TestVideo.Example with { Frames = frames with { Pts = pts } }))
            .GetProperty("times");

        Assert.Equal(size, times.GetProperty("bytes").GetInt32());
        var steps = times.GetProperty("steps").GetBytesFromBase64();
        Assert.Equal(59 * size, steps.Length);
        Assert.Equal(largest, size == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(steps.AsSpan(29 * size))
            : BinaryPrimitives.ReadInt32LittleEndian(steps.AsSpan(29 * size)));
    }

    [Fact]
    public void Create_Values_AreFractionsOfTheMaximum()
    {
        var luma = Parse(TimelineData.Create(TestVideo.Example)).GetProperty("measures").GetProperty("luma");
        var values = luma.GetProperty("low").GetBytesFromBase64();

        Assert.Equal(2 * 60, values.Length);
        Assert.Equal(16, 255.0 * BinaryPrimitives.ReadUInt16LittleEndian(values) / 65_535, 2);
        Assert.False(luma.TryGetProperty("high", out _));
    }

    [Fact]
    public void Create_MoreFramesThanRows_KeepsTheExtremesOfEachRow()
    {
        const int Frames = TimelineData.MaxRows + 1;
        double[] values = [.. Enumerable.Range(0, Frames).Select(i => i % 2 == 0 ? 10.0 : 200.0)];
        var video = TestVideo.Example with
        {
            Frames = new FrameSeries
            {
                Number = [.. Enumerable.Range(0, Frames).Select(i => (long)i)],
                Pts = [.. Enumerable.Range(0, Frames).Select(i => 40L * i)],
                TimeBase = new(1, 1000),
                Luma = values,
                Motion = values,
                Sharpness = values,
                Axis = new TimeAxis(0, 0.04 * Frames),
            },
        };

        var data = Parse(TimelineData.Create(video));

        Assert.Equal((2, (Frames + 1) / 2), (data.GetProperty("framesPerRow").GetInt32(), Int(data, "count")));
        var luma = data.GetProperty("measures").GetProperty("luma");
        Assert.Equal((10, 200), (First(luma, "low"), First(luma, "high")));

        static int First(JsonElement measure, string name) => (int)Math.Round(
            255.0 * BinaryPrimitives.ReadUInt16LittleEndian(measure.GetProperty(name).GetBytesFromBase64()) / 65_535);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static int Int(JsonElement data, string name) => data.GetProperty("times").GetProperty(name).GetInt32();
}
