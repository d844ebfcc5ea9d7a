namespace VideoPipeline.Search;

/// <summary>The result files of a run, wherever they lie.</summary>
public interface IRunFiles
{
    /// <summary>The run's name, or the path of its folder.</summary>
    string Name { get; }

    /// <summary>Opens a file by its name, such as <c>frames.npz</c>; null where there is none. It can seek.</summary>
    Task<Stream?> OpenAsync(string file, CancellationToken cancellation);
}
