namespace VideoPipeline.Search;

/// <summary>The result files of a run, in the store or in a folder.</summary>
internal interface IRunFiles
{
    /// <summary>The run's name, or the path of its folder.</summary>
    string Name { get; }

    /// <summary>Opens a file by its name, such as <c>frames.npz</c>, as a seekable stream; null if it does not exist.</summary>
    Task<Stream?> OpenAsync(string file, CancellationToken cancellation);

    /// <summary>
    /// Reads up to <paramref name="length"/> bytes of a file from <paramref name="offset"/>: fewer if the file ends before, null
    /// if it does not exist.
    /// </summary>
    Task<byte[]?> ReadAsync(string file, long offset, int length, CancellationToken cancellation);
}
