using System.Numerics;

namespace VideoPipeline.Analysis;

/// <summary>Values computed for every frame, one row a frame: an array of <c>frames.npz</c>.</summary>
/// <param name="Name">The array's name.</param>
/// <param name="Width">Values in a row; with 1 the array has one dimension.</param>
public abstract record Column(string Name, int Width)
{
    /// <summary>Rows: frames.</summary>
    public abstract int Rows { get; }

    /// <summary>The values' type as numpy writes it, little endian: <c>&lt;u8</c>, <c>&lt;f8</c>, …</summary>
    public abstract string DType { get; }

    /// <summary>The values, row by row, as <see cref="Column{T}.Values"/> has them.</summary>
    public abstract Array Data { get; }

    /// <summary>The shape: (rows) or (rows, width).</summary>
    public IReadOnlyList<int> Shape => Width == 1 ? [Rows] : [Rows, Width];

    /// <summary>This column's rows and then those of others of the same name, in new memory.</summary>
    public abstract Column Concat(IReadOnlyList<Column> others);
}

/// <summary>A column of one type.</summary>
/// <param name="Name">The array's name.</param>
/// <param name="Width">Values in a row.</param>
/// <param name="Values">The values, row by row.</param>
public sealed record Column<T>(string Name, int Width, T[] Values) : Column(Name, Width)
    where T : unmanaged, INumber<T>
{
    /// <inheritdoc/>
    public override int Rows => Values.Length / Width;

    /// <inheritdoc/>
    public override string DType { get; } = default(T) switch
    {
        byte => "|u1",
        uint => "<u4",
        ulong => "<u8",
        long => "<i8",
        double => "<f8",
        _ => throw new NotSupportedException($"{typeof(T)} has no dtype here."),
    };

    /// <inheritdoc/>
    public override Array Data => Values;

    /// <inheritdoc/>
    public override Column Concat(IReadOnlyList<Column> others)
    {
        if (others.FirstOrDefault(other => !IsContinuedBy(other)) is { } odd)
        {
            throw new ArgumentException(
                $"Column {odd.Name} ({odd.DType}, {odd.Width} wide) does not continue {Name} ({DType}, {Width} wide).",
                nameof(others));
        }

        IReadOnlyList<T[]> parts = [Values, .. others.Select(other => ((Column<T>)other).Values)];
        var values = new T[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(values, at);
            at += part.Length;
        }

        return this with { Values = values };
    }

    private bool IsContinuedBy(Column other) => other is Column<T> && other.Name == Name && other.Width == Width;
}
