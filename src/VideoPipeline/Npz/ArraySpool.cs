using VideoPipeline.Errors;
using VideoPipeline.Temporary;

namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays in a temporary file, which is deleted when this object is disposed of.</summary>
internal sealed class ArraySpool : IArrayConcatenation
{
    // Writes and reads are large, and without a buffer a full disk shows at once.
    private readonly FileStream _file = TemporaryFiles.Create(bufferSize: 0);

    private NpyArray? _first;
    private int _rows;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The array differs from those before in type or in an axis other than the
    /// first.</exception>
    /// <exception cref="LimitExceededException">There is not enough space for the file.</exception>
    public void Add(NpyArray part)
    {
        _first ??= part;
        NpyArray.ThrowIfNotConcatenable(_first, part);
        _rows = checked(_rows + part.Shape[0]);
        try
        {
            part.ForEachBlock(block => _file.Write(block));
        }
        catch (IOException e)
        {
            throw TemporaryFiles.Failure($"The array {part.Name}", e);
        }
    }

    /// <inheritdoc/>
    public NpyArray ToArray() => new SpooledArray(_first!, _rows, _file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
