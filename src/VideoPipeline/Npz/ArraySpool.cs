using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays in a temporary file, which is deleted when this object is disposed of.</summary>
internal sealed class ArraySpool : IArrayConcatenation
{
    private readonly FileStream _file = new(
        Path.Combine(Path.GetTempPath(), $"videopipeline-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0, // writes and reads are large, and a full disk shows at once
        });

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
            throw new LimitExceededException(
                $"{part.Name} could not be written to {_file.Name}: {e.Message} Free some space there, or set TMPDIR to " +
                "another folder.", e);
        }
    }

    /// <inheritdoc/>
    public NpyArray ToArray() => new SpooledArray(_first!, _rows, _file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
