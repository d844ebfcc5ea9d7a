using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Pages.Components;
using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>
/// The data of the time line for its script, as JSON that may stand in an element <c>script</c>: the encoder escapes what HTML or
/// JavaScript would take for markup or the end of a line.
/// </summary>
/// <remarks>
/// A row is a frame, or several consecutive ones where there are more frames than <see cref="MaxRows"/>. Values are 16-bit
/// fractions of the maximum of their scale, little-endian, in base64: the smallest of each row, and, where a row has several
/// frames, the largest. Frame numbers and time stamps are the first of each row: a start and a step, or a start and the
/// differences.
/// </remarks>
internal static class TimelineData
{
    /// <summary>The largest number of rows.</summary>
    public const int MaxRows = 120_000;

    /// <summary>Creates the JSON.</summary>
    public static string Create(VideoView video)
    {
        var frames = video.Frames;
        var framesPerRow = (frames.Count + MaxRows - 1) / MaxRows;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("start", frames.Axis.Start);
            json.WriteNumber("end", frames.Axis.End);
            json.WriteNumber("tick", frames.TimeBase.ToSeconds(1));
            if (FrameRate.Of(video.Summary.Video) is { } rate && TimecodeFormat.Of(rate, nonDrop: true) is { } timecodes)
                json.WriteNumber("rate", timecodes.FramesPerSecond);
            json.WriteNumber("framesPerRow", framesPerRow);
            WriteIncreasing(json, "frames", frames.Number, framesPerRow);
            WriteIncreasing(json, "times", frames.Pts, framesPerRow);
            json.WriteStartObject("measures");
            foreach (var measure in Measure.Of(frames)) WriteMeasure(json, measure, framesPerRow);
            json.WriteEndObject();
            WriteFrames(json, video);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteFrames(Utf8JsonWriter json, VideoView video)
    {
        var summary = video.Summary;
        WriteNumbers(json, "pictures", video.Pictures.Select(picture => picture.Frame));
        WriteNumbers(json, "shots", summary.Shots.Select(shot => shot.Start));
        json.WriteStartArray("stretches");
        foreach (var stretch in summary.Stretches) WriteStretch(json, stretch.Start, stretch.End, stretch.Kind);
        json.WriteEndArray();
        json.WriteStartArray("labels");
        foreach (var label in summary.LabelTimeline ?? []) WriteStretch(json, label.Start, label.End, Words.Label(label.Name));
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteStretch(Utf8JsonWriter json, long start, long end, string name)
    {
        json.WriteStartArray();
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteIncreasing(Utf8JsonWriter json, string name, IReadOnlyList<long> values, int framesPerRow)
    {
        long[] rows = [.. values.Where((_, i) => i % framesPerRow == 0)];
        var steps = new uint[rows.Length - 1];
        // A step of 2³² ticks or more is a gap of days; it is shown as the longest that fits.
        for (var i = 0; i < steps.Length; i++) steps[i] = (uint)Math.Min(rows[i + 1] - rows[i], uint.MaxValue);
        json.WriteStartObject(name);
        json.WriteNumber("count", rows.Length);
        json.WriteNumber("start", rows[0]);
        if (steps.Length == 0 || steps.Min() == steps.Max()) json.WriteNumber("step", steps.FirstOrDefault());
        else WriteSteps(json, steps);
        json.WriteEndObject();
    }

    private static void WriteSteps(Utf8JsonWriter json, uint[] steps)
    {
        var width = steps.Max() <= ushort.MaxValue ? sizeof(ushort) : sizeof(uint);
        var bytes = new byte[width * steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var target = bytes.AsSpan(width * i);
            if (width == sizeof(ushort)) BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)steps[i]);
            else BinaryPrimitives.WriteUInt32LittleEndian(target, steps[i]);
        }

        json.WriteNumber("bytes", width);
        json.WriteBase64String("steps", bytes);
    }

    private static void WriteMeasure(Utf8JsonWriter json, Measure measure, int framesPerRow)
    {
        json.WriteStartObject(measure.Id);
        json.WriteNumber("max", measure.Scale.Max);
        json.WriteBoolean("root", measure.Scale.IsSquareRoot);
        json.WriteNumber("digits", measure.Digits);
        var rows = measure.Values.Chunk(framesPerRow).ToList();
        json.WriteBase64String("low", Quantize(rows.Select(row => row.Min()), measure.Scale.Max));
        if (framesPerRow > 1) json.WriteBase64String("high", Quantize(rows.Select(row => row.Max()), measure.Scale.Max));
        json.WriteEndObject();
    }

    private static byte[] Quantize(IEnumerable<double> values, double max)
    {
        using var bytes = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(ushort)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)Math.Round(ushort.MaxValue * Math.Clamp(value / max, 0, 1)));
            bytes.Write(number);
        }

        return bytes.ToArray();
    }
}
