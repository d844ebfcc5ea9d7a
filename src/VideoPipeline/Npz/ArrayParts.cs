namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays in memory.</summary>
internal sealed class ArrayParts : IArrayConcatenation
{
    private readonly List<NpyArray> _parts = [];

    /// <inheritdoc/>
    public void Add(NpyArray part) => _parts.Add(part);

    /// <inheritdoc/>
    /// <remarks>The arrays added are released, so that the elements are in memory only once.</remarks>
    public NpyArray ToArray()
    {
        var all = NpyArray.Concat(_parts[0].Name, _parts);
        _parts.Clear();
        _parts.Add(all);
        return all;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
