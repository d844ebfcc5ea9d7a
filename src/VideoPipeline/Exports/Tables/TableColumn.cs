using System.Globalization;

namespace VideoPipeline.Exports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="name">Its name.</param>
internal abstract class TableColumn(string name)
{
    /// <summary>The name of the column.</summary>
    public string Name => name;

    /// <summary>
    /// The value of a row as text: numbers in their shortest form that is read back as the same number, <c>true</c> or
    /// <c>false</c>, empty if there is none.
    /// </summary>
    public abstract string Text(int row);
}

/// <summary>A column of one type.</summary>
/// <param name="name">Its name.</param>
/// <param name="value">Returns the value of a row.</param>
internal sealed class TableColumn<T>(string name, Func<int, T> value) : TableColumn(name)
{
    /// <summary>The value of a row.</summary>
    public T this[int row] => value(row);

    /// <inheritdoc/>
    public override string Text(int row) => value(row) switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
