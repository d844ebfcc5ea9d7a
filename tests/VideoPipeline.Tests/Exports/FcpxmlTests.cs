using System.Numerics;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Exports;

public sealed class FcpxmlTests
{
    // Of Apple's DTD 1.10, what concerns the elements written here: their children, in order, and their attributes.
    private const string Dtd = """
        <!ELEMENT fcpxml (resources?, event*)>
        <!ATTLIST fcpxml version CDATA #FIXED "1.10">
        <!ELEMENT resources (asset | format)*>
        <!ELEMENT format EMPTY>
        <!ATTLIST format id ID #REQUIRED name CDATA #IMPLIED frameDuration CDATA #IMPLIED fieldOrder CDATA #IMPLIED
            width CDATA #IMPLIED height CDATA #IMPLIED colorSpace CDATA #IMPLIED>
        <!ELEMENT asset (media-rep+)>
        <!ATTLIST asset id ID #REQUIRED name CDATA #IMPLIED uid CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED
            hasVideo CDATA #IMPLIED format IDREF #IMPLIED hasAudio CDATA #IMPLIED videoSources CDATA #IMPLIED>
        <!ELEMENT media-rep EMPTY>
        <!ATTLIST media-rep kind (original-media | proxy-media) "original-media" src CDATA #REQUIRED>
        <!ELEMENT event (project)*>
        <!ATTLIST event name CDATA #IMPLIED>
        <!ELEMENT project (sequence)>
        <!ATTLIST project name CDATA #IMPLIED>
        <!ELEMENT sequence (note?, spine)>
        <!ATTLIST sequence format IDREF #REQUIRED duration CDATA #IMPLIED tcStart CDATA #IMPLIED tcFormat (DF | NDF) #IMPLIED>
        <!ELEMENT spine (asset-clip | gap)*>
        <!ELEMENT gap (note?)>
        <!ATTLIST gap name CDATA #IMPLIED offset CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #REQUIRED>
        <!ELEMENT asset-clip (note?)>
        <!ATTLIST asset-clip ref IDREF #REQUIRED name CDATA #IMPLIED offset CDATA #IMPLIED start CDATA #IMPLIED
            duration CDATA #IMPLIED format IDREF #IMPLIED tcFormat (DF | NDF) #IMPLIED>
        <!ELEMENT note (#PCDATA)>
        """;

    [Theory]
    [InlineData(24000, 1001, "NDF")]
    [InlineData(25, 1, "NDF")]
    [InlineData(30000, 1001, "DF")]
    [InlineData(60000, 1001, "DF")]
    public void Write_Shots_AreThoseOfTheSummaryInMultiplesOfTheFrameDuration(int numerator, int denominator, string count)
    {
        var rate = new FrameRate(numerator, denominator);
        var summary = ExampleShots.Summary(rate, new TimeBase(1, 90_000), 40_000, 0, 1, 1799, 17_982, 39_999);
        var xml = Validate(new FcpxmlExport().Write(summary.List("/films/a & \"b\" <c>.mp4")));
        Assert.Equal(
            summary.Shots.Select(shot => (shot.Start, shot.End - shot.Start, shot.Start)),
            xml.Descendants("asset-clip").Select(clip => (
                Frames(clip, "start", rate), Frames(clip, "duration", rate), Frames(clip, "offset", rate))));
        Assert.Equal(1, Frames(xml.Descendants("format").Single(), "frameDuration", rate));
        Assert.Equal(40_000, Frames(xml.Descendants("asset").Single(), "duration", rate));
        Assert.Equal(count, xml.Descendants("sequence").Single().Attribute("tcFormat")!.Value);
        Assert.Equal("a & \"b\" <c>.mp4", xml.Descendants("asset").Single().Attribute("name")!.Value);
    }

    [Fact]
    public void Time_NtscRate_IsApplesFraction() =>
        Assert.Equal("1001/30000s", FcpxmlExport.Time(1, new FrameRate(30000, 1001)));

    [Fact]
    public void Write_StartTimecodeAndLaterFirstShot_AreInTheSequence()
    {
        var summary = ExampleShots.Summary(new(25, 1), new(1, 25), 100, 10, 50);
        var xml = Validate(new FcpxmlExport().Write(summary.List(start: "01:00:00:00")));
        Assert.Equal("3600s", xml.Descendants("sequence").Single().Attribute("tcStart")!.Value);
        var gap = xml.Descendants("gap").Single();
        Assert.Equal(("3600s", "10/25s"), (gap.Attribute("offset")!.Value, gap.Attribute("duration")!.Value));
        Assert.Equal(90_010, Frames(xml.Descendants("asset-clip").First(), "offset", new(25, 1)));
    }

    [Fact]
    public void Write_NoShots_IsValid() =>
        Assert.Empty(Validate(new FcpxmlExport().Write(ExampleShots.Summary(new(25, 1), new(1, 25), 100).List()))
            .Descendants("asset-clip"));

    [Fact]
    public void Write_NameWithControlCharacters_IsValid() =>
        Validate(new FcpxmlExport().Write(ExampleShots.Summary(new(25, 1), new(1, 25), 9, 0).List("/films/a\u0001\n\tb.mp4")));

    private static XDocument Validate(string xml)
    {
        const string reference = "<!DOCTYPE fcpxml>";
        Assert.Contains(reference, xml);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, ValidationType = ValidationType.DTD };
        settings.ValidationEventHandler += (_, problem) => throw new XmlSchemaException(problem.Message);
        using var reader = XmlReader.Create(
            new StringReader(xml.Replace(reference, $"<!DOCTYPE fcpxml [{Dtd}]>", StringComparison.Ordinal)), settings);
        return XDocument.Load(reader);
    }

    // A time is a number of seconds, or a fraction of two.
    private static long Frames(XElement element, string attribute, FrameRate rate)
    {
        var time = element.Attribute(attribute)!.Value;
        Assert.EndsWith("s", time);
        var parts = time[..^1].Split('/').Select(BigInteger.Parse).ToArray();
        var (frames, rest) = BigInteger.DivRem(parts[0] * rate.Numerator, (parts.Length == 2 ? parts[1] : 1) * rate.Denominator);
        Assert.True(rest.IsZero, $"{attribute} is {time}, not a multiple of the frame duration.");
        return (long)frames;
    }
}
