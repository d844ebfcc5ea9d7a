using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;

namespace VideoPipeline;

/// <summary>The results of an analysis, as <c>docs/results.md</c> describes them.</summary>
public sealed class VideoAnalysis
{
    private readonly RunResults _results;

    internal VideoAnalysis(RunResults results) => _results = results;

    /// <summary>What the video contains: properties, counts, shots, stretches, totals (<c>summary.json</c>).</summary>
    public Summary Summary => _results.Summary;

    /// <summary>The per-frame arrays, one row per frame (<c>frames.npz</c>).</summary>
    public IReadOnlyList<NpyArray> Arrays => _results.Frames;

    /// <summary>An array by its name.</summary>
    /// <typeparam name="T">Its element type, see the table of arrays.</typeparam>
    /// <exception cref="KeyNotFoundException">There is no array of this name and type; the message lists the names.</exception>
    public NpyArray<T> Array<T>(string name) where T : unmanaged =>
        Arrays.OfType<NpyArray<T>>().FirstOrDefault(array => array.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no array {name} of {typeof(T).Name}. " +
            $"The arrays are {string.Join(", ", Arrays.Select(array => $"{array.Name} {array.Type}"))}.");

    /// <summary>
    /// Writes <c>summary.json</c>, <c>frames.npz</c>, <c>mean.png</c>, <c>barcode.png</c> and <c>contact-sheet.jpg</c>, the same
    /// bytes as those of a run of the state machine. Existing files are replaced.
    /// </summary>
    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <param name="cancellation">Cancels the writes.</param>
    public async Task SaveAsync(string folder, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "summary.json"), ResultJson.Write(Summary), cancellation);
        await using (var frames = File.Create(Path.Combine(folder, "frames.npz"))) NpzWriter.Write(frames, Arrays);
        await File.WriteAllBytesAsync(Path.Combine(folder, "mean.png"), ImageFile.EncodePng(_results.Mean), cancellation);
        await File.WriteAllBytesAsync(Path.Combine(folder, "barcode.png"), ImageFile.EncodePng(_results.BarCode), cancellation);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "contact-sheet.jpg"), ImageFile.EncodeJpeg(_results.ContactSheet), cancellation);
    }
}
