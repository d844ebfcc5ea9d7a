using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.Tests.Search;

/// <summary>A synthetic run in which each image is a shot of ten frames.</summary>
/// <param name="name">The run's name.</param>
/// <param name="pictures">The images, all of the same size.</param>
internal sealed class SyntheticRun(string name, params GrayImage[] pictures) : IRunFiles
{
    public const int Length = 10;

    public string Name => name;

    /// <summary>The identity of the video's content; null for that of a summary of an earlier version.</summary>
    public string? Identity { get; init; }

    /// <summary>The data to index.</summary>
    public RunContent Content
    {
        get
        {
            using var detector = new SiftDetector();
            return new RunContent(
                name, $"{name}.mp4", Identity ?? name, pictures[0].Width, pictures[0].Height, Frames, Hashes, Summary.Shots,
                new FingerprintFile(pictures[0].Width, pictures[0].Height,
                    [.. pictures.Select((picture, shot) => new FrameKeypoints((shot * Length) + 4, detector.Detect(picture)))]));
        }
    }

    private long[] Frames => [.. Enumerable.Range(0, pictures.Length * Length).Select(frame => (long)frame)];

    private ImageHashes[] Hashes => [.. pictures.SelectMany(picture => Enumerable.Repeat(ImageHashes.Compute(picture), Length))];

    private Summary Summary => ExampleRun.Summary with
    {
        Video = ExampleRun.Summary.Video with
        {
            Width = pictures[0].Width,
            Height = pictures[0].Height,
            Content = Identity,
        },
        Shots =
        [
            .. pictures.Select((_, shot) => ExampleRun.Summary.Shots[0] with
            {
                Start = shot * Length,
                End = (shot + 1) * Length,
                Frame = (shot * Length) + 4,
            }),
        ],
    };

    public Task<Stream?> OpenAsync(string file, CancellationToken cancellation) => Task.FromResult<Stream?>(file switch
    {
        "summary.json" => new MemoryStream(ResultJson.Write(Summary)),
        "run.json" => new MemoryStream(ResultJson.Write(
            ExampleRun.Report with { Video = ExampleRun.Report.Video with { Uri = $"{name}.mp4" } })),
        "frames.npz" => Npz(
        [
            NpyArray.Of("frame", Frames),
            NpyArray.Of("time", Frames.Select(frame => frame / 25.0).ToArray()),
            NpyArray.Of("phash", Hashes.Select(hashes => hashes.PHash).ToArray()),
            NpyArray.Of("dhash", Hashes.Select(hashes => hashes.DHash).ToArray()),
        ]),
        "fingerprints.npz" => Npz(Content.Fingerprints!.ToArrays()),
        _ => null,
    });

    public async Task<byte[]?> ReadAsync(string file, long offset, int length, CancellationToken cancellation) =>
        await OpenAsync(file, cancellation) is MemoryStream stream
            ? [.. stream.ToArray().Skip((int)offset).Take(length)]
            : null;

    /// <summary>Writes the files to a store, as a run does, without the entry in the index.</summary>
    public async Task WriteAsync(IStore store)
    {
        foreach (var file in (string[])["frames.npz", "fingerprints.npz", "run.json", "summary.json"])
        {
            using var stream = (MemoryStream)(await OpenAsync(file, default))!;
            await store.PutBytesAsync(new RunKeys(name).Prefix + file, stream.ToArray(), default);
        }
    }

    private static MemoryStream Npz(IEnumerable<NpyArray> arrays)
    {
        var stream = new MemoryStream();
        NpzWriter.Write(stream, arrays);
        stream.Position = 0;
        return stream;
    }
}
