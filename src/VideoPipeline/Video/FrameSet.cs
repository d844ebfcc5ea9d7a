using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Video;

/// <summary>An immutable set of frame numbers, stored as ranges. In JSON, an array of the numbers.</summary>
[JsonConverter(typeof(FrameSetJson))]
public sealed class FrameSet
{
    private readonly FrameRange[] _ranges;
    private readonly long[] _framesBefore;

    private FrameSet(FrameRange[] ranges)
    {
        _ranges = ranges;
        _framesBefore = new long[ranges.Length];
        for (var i = 1; i < ranges.Length; i++) _framesBefore[i] = _framesBefore[i - 1] + ranges[i - 1].Count;
    }

    /// <summary>The set without frames.</summary>
    public static FrameSet Empty { get; } = new([]);

    /// <summary>The frames as ascending ranges that are neither overlapping nor adjacent.</summary>
    public IReadOnlyList<FrameRange> Ranges => _ranges;

    /// <summary>The number of frames.</summary>
    public long Count => _ranges.Length == 0 ? 0 : _framesBefore[^1] + _ranges[^1].Count;

    /// <summary>The range from the first frame of the set to the last; empty for an empty set.</summary>
    public FrameRange Bounds => _ranges.Length == 0 ? default : new FrameRange(_ranges[0].Start, _ranges[^1].End);

    /// <summary>The frame numbers in ascending order.</summary>
    public IEnumerable<long> Numbers
    {
        get
        {
            foreach (var range in _ranges)
                for (var number = range.Start; number < range.End; number++) yield return number;
        }
    }

    /// <summary>Creates a set from frame numbers.</summary>
    /// <param name="ascending">The numbers, strictly ascending.</param>
    /// <exception cref="ArgumentException">The numbers are not strictly ascending.</exception>
    public static FrameSet Of(IEnumerable<long> ascending) =>
        FromRanges(ascending.Select(number => new FrameRange(number, number + 1)));

    /// <summary>Creates a set from one range.</summary>
    public static FrameSet Of(FrameRange range) => FromRanges([range]);

    /// <summary>Creates a set from ranges.</summary>
    /// <param name="ascending">
    /// The ranges, ascending and without overlap. Adjacent ranges are merged; empty ranges are ignored.
    /// </param>
    /// <exception cref="ArgumentException">The ranges overlap or are not ascending.</exception>
    public static FrameSet FromRanges(IEnumerable<FrameRange> ascending)
    {
        var ranges = new List<FrameRange>();
        foreach (var range in ascending)
        {
            if (range.Count <= 0) continue;
            if (ranges.Count > 0 && range.Start < ranges[^1].End)
                throw new ArgumentException($"The range {range} overlaps or precedes the range {ranges[^1]}.", nameof(ascending));
            if (ranges.Count > 0 && range.Start == ranges[^1].End) ranges[^1] = ranges[^1] with { End = range.End };
            else ranges.Add(range);
        }
        return new FrameSet([.. ranges]);
    }

    /// <summary>The frames of the set that are in <paramref name="range"/>.</summary>
    public FrameSet Within(FrameRange range) =>
        FromRanges(_ranges.Select(one => new FrameRange(Math.Max(one.Start, range.Start), Math.Min(one.End, range.End))));

    /// <summary>Whether a frame is in the set.</summary>
    public bool Contains(long number) => RangeOf(number) >= 0;

    /// <summary>The zero-based position of a frame in the set.</summary>
    /// <exception cref="ArgumentException">The frame is not in the set.</exception>
    public long PositionOf(long number) => RangeOf(number) is >= 0 and var at
        ? _framesBefore[at] + number - _ranges[at].Start
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

/// <summary>Reads and writes a set as an array of its frame numbers.</summary>
internal sealed class FrameSetJson : JsonConverter<FrameSet>
{
    /// <inheritdoc/>
    public override FrameSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("expected an array of frame numbers");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var number = reader.GetInt64();
            if (number < 0 || (numbers.Count > 0 && number <= numbers[^1]))
                throw new JsonException("frame numbers must be at least 0 and strictly ascending");
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
