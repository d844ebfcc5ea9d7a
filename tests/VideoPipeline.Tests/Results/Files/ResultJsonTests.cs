using System.Text;
using VideoPipeline.Errors;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Files;

public sealed class ResultJsonTests
{
    [Fact]
    public void Write_Summary_WritesExactText()
    {
        var summary = ExampleRun.Summary with
        {
            Shots = [ExampleRun.Summary.Shots[2]],
            NearDuplicateShots = [[0, 2]],
            PixelClasses = [ExampleRun.Summary.PixelClasses[0]],
            Stretches = [new SummaryStretch("black", 0, 13)],
        };
        Assert.Equal(
            """
            {
              "schema": "videopipeline/summary/2",
              "video": {
                "container": "mov",
                "codec": "h264",
                "width": 640,
                "height": 360,
                "rotation": 0,
                "timeBase": "1/12800",
                "durationSeconds": 2.4,
                "frameRate": 25,
                "variableFrameRate": false
              },
              "frames": {
                "expected": 60,
                "delivered": 60,
                "missing": []
              },
              "shots": [
                {
                  "start": 40,
                  "end": 60,
                  "startSeconds": 1.6,
                  "endSeconds": 2.4,
                  "transition": "cut",
                  "frame": 50,
                  "pixelClass": "normal",
                  "meanColor": "#ffffff",
                  "motion": 0,
                  "camera": {
                    "kind": "pan",
                    "panX": 0.19,
                    "panY": 0,
                    "zoom": 1
                  },
                  "labels": []
                }
              ],
              "nearDuplicateShots": [
                [
                  0,
                  2
                ]
              ],
              "labels": [],
              "pixelClasses": [
                {
                  "id": 0,
                  "name": "normal",
                  "frames": 47
                }
              ],
              "stretches": [
                {
                  "kind": "black",
                  "start": 0,
                  "end": 13
                }
              ],
              "totals": {
                "frames": 60,
                "keyFrames": 3,
                "sumYuv": [
                  60000000000000,
                  120,
                  1770
                ],
                "lumaMean": 81.8,
                "sharpnessMean": 321.775,
                "colorfulnessMean": 31.25,
                "motionMean": 1.7
              }
            }

            """,
            Encoding.UTF8.GetString(ResultJson.Write(summary)));
    }

    [Fact]
    public void Write_RunReport_DoesNotEscapeAddresses() =>
        Assert.Contains("\"uri\": \"films/a&b ü.mp4\"", Encoding.UTF8.GetString(ResultJson.Write(ExampleRun.Report)));

    [Fact]
    public void ReadSummary_WrittenSummary_WritesIdenticalBytes()
    {
        var written = ResultJson.Write(ExampleRun.Summary);
        Assert.Equal(written, ResultJson.Write(ResultJson.ReadSummary(written, "summary.json")));
    }

    [Fact]
    public void ReadRunReport_WrittenReport_WritesIdenticalBytes()
    {
        var written = ResultJson.Write(ExampleRun.Report);
        Assert.Equal(written, ResultJson.Write(ResultJson.ReadRunReport(written, "run.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\": \"videopipeline/summary/2\"")]
    public void ReadSummary_InvalidJson_Throws(string json)
    {
        var error = Assert.Throws<CorruptResultException>(
            () => ResultJson.ReadSummary(Encoding.UTF8.GetBytes(json), "a/summary.json"));
        Assert.StartsWith("a/summary.json cannot be read: ", error.Message);
    }

    [Fact]
    public void ReadSummary_OtherSchema_ThrowsWithBothVersions()
    {
        var other = ResultJson.Write(ExampleRun.Summary with { Schema = "videopipeline/summary/1" });
        var error = Assert.Throws<CorruptResultException>(() => ResultJson.ReadSummary(other, "summary.json"));
        Assert.Contains("its schema is videopipeline/summary/1, not videopipeline/summary/2", error.Message);
    }
}
