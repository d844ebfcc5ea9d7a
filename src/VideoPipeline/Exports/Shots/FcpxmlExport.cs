using System.Globalization;
using System.Text;
using System.Xml;
using VideoPipeline.Exports.Timecodes;

namespace VideoPipeline.Exports.Shots;

/// <summary>A project of Final Cut Pro: the video as an asset, and a sequence with a clip of it for each shot.</summary>
/// <remarks>Apple, "FCPXML Reference", DTD 1.10. Times are fractions of a second, multiples of the frame duration.</remarks>
internal sealed class FcpxmlExport : IShotExport
{
    private const string Version = "1.10", FormatId = "r1", AssetId = "r2";

    public string Format => "fcpxml";

    public string FileName => "shots.fcpxml";

    public string Description => "project (Final Cut Pro, FCPXML 1.10)";

    public string? Remark(ShotList shots) => shots.RemarkOnRate(FileName);

    public void Write(ShotList shots, TextWriter output)
    {
        var rate = shots.Rate ?? throw shots.CannotBe(Format, "its times are multiples of a frame duration");
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE fcpxml>\n");
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("fcpxml");
            xml.WriteAttributeString("version", Version);
            WriteResources(xml, shots, rate);
            WriteProject(xml, shots, rate);
            xml.WriteEndElement();
        }
        output.Write('\n');
    }

    private static void WriteResources(XmlWriter xml, ShotList shots, FrameRate rate)
    {
        var video = shots.Summary.Video;
        xml.WriteStartElement("resources");
        WriteElement(
            xml, "format", ("id", FormatId), ("frameDuration", Time(1, rate)), ("width", Text(video.Width)),
            ("height", Text(video.Height)));
        WriteStart(
            xml, "asset", ("id", AssetId), ("name", shots.Name), ("start", Time(shots.StartFrame, rate)),
            ("duration", Time(shots.FrameCount, rate)), ("hasVideo", "1"), ("format", FormatId), ("videoSources", "1"));
        WriteElement(xml, "media-rep", ("kind", "original-media"), ("src", MediaUrl.Of(shots.Video)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteProject(XmlWriter xml, ShotList shots, FrameRate rate)
    {
        var (start, count) = (Time(shots.StartFrame, rate), shots.Timecodes is { DropFrame: true } ? "DF" : "NDF");
        WriteStart(xml, "event", ("name", shots.Name));
        WriteStart(xml, "project", ("name", $"{shots.Name} shots"));
        var end = shots.Shots is [.., var last] ? last.End : 0;
        WriteStart(
            xml, "sequence", ("format", FormatId), ("duration", Time(end, rate)), ("tcStart", start), ("tcFormat", count));
        xml.WriteStartElement("spine");
        if (shots.Shots is [{ Start: > 0 and var before }, ..])
            WriteElement(xml, "gap", ("name", "Gap"), ("offset", start), ("start", "0s"), ("duration", Time(before, rate)));
        foreach (var shot in shots.Shots) WriteClip(xml, shots, shot, rate, count);
        for (var open = 0; open < 4; open++) xml.WriteEndElement();
    }

    private static void WriteClip(XmlWriter xml, ShotList shots, ListedShot shot, FrameRate rate, string count)
    {
        var start = Time(shots.StartFrame + shot.Start, rate);
        WriteStart(
            xml, "asset-clip", ("ref", AssetId), ("name", shot.Title), ("offset", start), ("start", start),
            ("duration", Time(shot.End - shot.Start, rate)), ("format", FormatId), ("tcFormat", count));
        if (shot.Remarks.Count > 0) xml.WriteElementString("note", OnlyXmlCharacters(string.Join(", ", shot.Remarks)));
        xml.WriteEndElement();
    }

    /// <summary>The time of a number of frames as a fraction of a second, such as <c>1001/30000s</c>, or in seconds.</summary>
    internal static string Time(long frames, FrameRate rate)
    {
        var (seconds, rest) = Int128.DivRem((Int128)frames * rate.Denominator, rate.Numerator);
        return rest == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(Int128)frames * rate.Denominator}/{rate.Numerator}s");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteElement(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        WriteStart(xml, name, attributes);
        xml.WriteEndElement();
    }

    private static void WriteStart(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var attribute in attributes) xml.WriteAttributeString(attribute.Name, OnlyXmlCharacters(attribute.Value));
    }

    // XML has no way to write most control characters, which names of files can have (XML 1.0, 2.2).
    private static string OnlyXmlCharacters(string text) => string.Concat(
        text.EnumerateRunes()
            .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
