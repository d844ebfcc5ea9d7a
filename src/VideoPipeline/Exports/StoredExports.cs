using System.Text;
using VideoPipeline.Exports.Shots;
using VideoPipeline.Exports.Tables;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Results.Files;
using VideoPipeline.Storage;

namespace VideoPipeline.Exports;

/// <summary>
/// The exports that Reduce writes for every run: those that need no choice. The summary and the address of the video determine
/// their bytes.
/// </summary>
internal static class StoredExports
{
    /// <summary>Writes the table of shots, the timeline and the chapters.</summary>
    /// <param name="store">The store.</param>
    /// <param name="keys">The keys of the run.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="video">The address of the video, without credentials.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task WriteAsync(
        IStore store, RunKeys keys, Summary summary, string video, CancellationToken cancellation)
    {
        var shots = new ShotList(summary, video, new TimecodeOptions());
        await WriteAsync(keys.ShotTable, output => CsvFile.Write(ShotTable.ToTable(shots), output));
        await WriteAsync(keys.ShotTimeline, output => new OtioExport().Write(shots, output));
        await WriteAsync(keys.Chapters, output => new WebVttChaptersExport().Write(shots, output));

        async Task WriteAsync(string key, Action<TextWriter> write)
        {
            using var text = new StringWriter();
            write(text);
            await store.PutBytesAsync(key, Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        }
    }
}
