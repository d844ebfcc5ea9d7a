using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>An immutable JSON value. States and branches share it without copying; a changed value shares the unchanged
/// parts.</summary>
public abstract class JsonData : IEquatable<JsonData>
{
    private const long NotMeasured = -1;

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        MaxDepth = JsonDataParser.MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private long _utf8Length = NotMeasured;

    private protected JsonData()
    {
    }

    /// <summary>JSON null.</summary>
    public static JsonData Null => NullData.Instance;

    /// <summary>The length of <see cref="ToString"/> in UTF-8 bytes, to which payload limits apply. Measured once.</summary>
    public long Utf8Length
    {
        get
        {
            var length = Volatile.Read(ref _utf8Length);
            if (length != NotMeasured) return length;
            length = Measure();
            Volatile.Write(ref _utf8Length, length);
            return length;
        }
    }

    /// <summary>The string's characters.</summary>
    /// <exception cref="InvalidOperationException">The value is not a string.</exception>
    public string Text => this is StringData { Value: var text } ? text : throw NotA("string");

    /// <summary>The number as an integer.</summary>
    /// <exception cref="InvalidOperationException">The value is not an integer of 64 bits.</exception>
    public long Integer => this is NumberData number && number.TryGetInteger(out var value) ? value : throw NotA("integer");

    /// <summary>The number, rounded to a double.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public double Number => this is NumberData { Value: var value } ? value : throw NotA("number");

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is not a boolean.</exception>
    public bool Boolean => this is BooleanData { Value: var value } ? value : throw NotA("boolean");

    /// <summary>The elements of the array.</summary>
    /// <exception cref="InvalidOperationException">The value is not an array.</exception>
    public ArrayData Items => this as ArrayData ?? throw NotA("array");

    /// <summary>The fields of the object.</summary>
    /// <exception cref="InvalidOperationException">The value is not an object.</exception>
    public ObjectData Fields => this as ObjectData ?? throw NotA("object");

    /// <summary>The value of a field; null if the value is not an object or has no such field.</summary>
    public JsonData? this[string name] => (this as ObjectData)?.Find(name);

    public static implicit operator JsonData(string text) => new StringData(text);

    public static implicit operator JsonData(long number) => new NumberData(number);

    public static implicit operator JsonData(double number) => new NumberData(number);

    public static implicit operator JsonData(bool value) => value ? BooleanData.True : BooleanData.False;

    /// <summary>Parses one JSON value (RFC 8259), nested at most <see cref="JsonDataParser.MaxDepth"/> deep.</summary>
    /// <exception cref="FormatException">The text is not exactly one JSON value, an object has a field twice, or a string has
    /// an unpaired surrogate.</exception>
    public static JsonData Parse(string json) => JsonDataParser.Parse(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static JsonData Parse(ReadOnlySpan<byte> utf8) => JsonDataParser.Parse(utf8);

    /// <summary>The value as compact JSON, as in histories and payloads.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    /// <summary>The characters of a string, the compact JSON of any other value.</summary>
    public string ToPlainText() => this is StringData { Value: var text } ? text : ToString();

    /// <summary>The value as JSON on several lines, for people.</summary>
    public string ToIndentedString()
    {
        using var json = JsonDocument.Parse(ToUtf8(), new JsonDocumentOptions { MaxDepth = JsonDataParser.MaxDepth });
        return JsonSerializer.Serialize(json, s_indented);
    }

    /// <summary><see cref="ToString"/> in UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Whether the values are equal: objects irrespective of the order of their fields, an integer never to a number
    /// with a fraction or an exponent.</summary>
    public abstract bool Equals(JsonData? other);

    public sealed override bool Equals(object? obj) => Equals(obj as JsonData);

    public abstract override int GetHashCode();

    internal abstract void AppendTo(StringBuilder text);

    private protected abstract long Measure();

    private InvalidOperationException NotA(string type) => new($"The JSON value is not of type {type}: {this}");
}

/// <summary>JSON null.</summary>
public sealed class NullData : JsonData
{
    private NullData()
    {
    }

    internal static NullData Instance { get; } = new();

    public override bool Equals(JsonData? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    internal override void AppendTo(StringBuilder text) => text.Append("null");

    private protected override long Measure() => "null".Length;
}

/// <summary>A JSON boolean.</summary>
public sealed class BooleanData : JsonData
{
    private BooleanData(bool value) => Value = value;

    internal static BooleanData True { get; } = new(true);

    internal static BooleanData False { get; } = new(false);

    public bool Value { get; }

    public override bool Equals(JsonData? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 2;

    internal override void AppendTo(StringBuilder text) => text.Append(Value ? "true" : "false");

    private protected override long Measure() => Value ? "true".Length : "false".Length;
}

/// <summary>A JSON string.</summary>
public sealed class StringData(string value) : JsonData
{
    public string Value { get; } = value;

    public override bool Equals(JsonData? other) => other is StringData text && text.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    internal override void AppendTo(StringBuilder text) => JsonStrings.Append(text, Value);

    private protected override long Measure() => JsonStrings.Utf8Length(Value);
}

/// <summary>A JSON number. It keeps its digits, so that no number grows or loses precision on its way through the
/// states.</summary>
public sealed class NumberData : JsonData
{
    private readonly string _digits;

    internal NumberData(string digits) => _digits = digits;

    public NumberData(long value) => _digits = value.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentException">The number is infinite or NaN, which JSON cannot express.</exception>
    public NumberData(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"JSON has no number {value}.", nameof(value));
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        _digits = digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    /// <summary>Whether the number is written without fraction and exponent.</summary>
    public bool IsInteger => !_digits.AsSpan().ContainsAny('.', 'e', 'E');

    /// <summary>The nearest double; infinite beyond the range of doubles.</summary>
    public double Value => double.Parse(_digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The number as an integer of 64 bits; false if it is none.</summary>
    public bool TryGetInteger(out long value) =>
        long.TryParse(_digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public override bool Equals(JsonData? other) =>
        other is NumberData number && number.IsInteger == IsInteger
        && (IsInteger ? Normalized(number._digits) == Normalized(_digits) : number.Value.Equals(Value));

    public override int GetHashCode() => Value.GetHashCode();

    internal override void AppendTo(StringBuilder text) => text.Append(_digits);

    private protected override long Measure() => _digits.Length;

    private static string Normalized(string digits) => digits == "-0" ? "0" : digits;
}
