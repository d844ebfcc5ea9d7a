using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Video;

/// <summary>Some frames of a video by number, held as ranges. Immutable. In JSON an array of the numbers.</summary>
[JsonConverter(typeof(FrameSetJson))]
public sealed class FrameSet
{
    private readonly FrameRange[] _ranges;
    private readonly long[] _before;

    private FrameSet(FrameRange[] ranges)
    {
        _ranges = ranges;
        _before = new long[ranges.Length];
        for (var i = 1; i < ranges.Length; i++) _before[i] = _before[i - 1] + ranges[i - 1].Count;
    }

    /// <summary>No frames.</summary>
    public static FrameSet Empty { get; } = new([]);

    /// <summary>The frames as ascending ranges that neither overlap nor touch.</summary>
    public IReadOnlyList<FrameRange> Ranges => _ranges;

    /// <summary>How many frames.</summary>
    public long Count => _ranges.Length == 0 ? 0 : _before[^1] + _ranges[^1].Count;

    /// <summary>From the first frame to the last, what lies between included; empty for no frames.</summary>
    public FrameRange Bounds => _ranges.Length == 0 ? default : new FrameRange(_ranges[0].Start, _ranges[^1].End);

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<long> Numbers
    {
        get
        {
            foreach (var range in _ranges)
                for (var number = range.Start; number < range.End; number++) yield return number;
        }
    }

    /// <summary>The set of these numbers.</summary>
    /// <param name="ascending">Ascending, each once.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static FrameSet Of(IEnumerable<long> ascending) => Join(ascending.Select(number => new FrameRange(number, number + 1)));

    /// <summary>The set of one range.</summary>
    public static FrameSet Of(FrameRange range) => Join([range]);

    /// <summary>The set of these ranges.</summary>
    /// <param name="ascending">Ascending, without overlap; they may touch, and empty ones are dropped.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static FrameSet Join(IEnumerable<FrameRange> ascending)
    {
        var ranges = new List<FrameRange>();
        foreach (var range in ascending)
        {
            if (range.Count <= 0) continue;
            if (ranges.Count > 0 && range.Start < ranges[^1].End)
                throw new ArgumentException($"Frames {range} do not follow frames {ranges[^1]}.", nameof(ascending));
            if (ranges.Count > 0 && range.Start == ranges[^1].End) ranges[^1] = ranges[^1] with { End = range.End };
            else ranges.Add(range);
        }
        return new FrameSet([.. ranges]);
    }

    /// <summary>Those of the frames that lie in a range.</summary>
    public FrameSet Within(FrameRange range) =>
        Join(_ranges.Select(own => new FrameRange(Math.Max(own.Start, range.Start), Math.Min(own.End, range.End))));

    /// <summary>Whether a frame is in the set.</summary>
    public bool Contains(long number) => RangeOf(number) >= 0;

    /// <summary>How many of the frames come before one of them.</summary>
    /// <exception cref="ArgumentException">The frame is not in the set.</exception>
    public long PositionOf(long number) => RangeOf(number) is >= 0 and var at
        ? _before[at] + number - _ranges[at].Start
        : throw new ArgumentException($"Frame {number} is not in the set.", nameof(number));

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _ranges);

    private int RangeOf(long number)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (number < _ranges[middle].Start) high = middle - 1;
            else if (number >= _ranges[middle].End) low = middle + 1;
            else return middle;
        }
        return -1;
    }
}

/// <summary>Reads and writes a set as an array of its numbers.</summary>
internal sealed class FrameSetJson : JsonConverter<FrameSet>
{
    /// <inheritdoc/>
    public override FrameSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("frames must be an array of frame numbers");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var number = reader.GetInt64();
            if (number < 0 || (numbers.Count > 0 && number <= numbers[^1])) throw new JsonException("frame numbers must ascend from 0");
            numbers.Add(number);
        }
        return FrameSet.Of(numbers);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FrameSet value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var number in value.Numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
