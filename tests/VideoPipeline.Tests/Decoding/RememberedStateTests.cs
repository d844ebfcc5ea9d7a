using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Indexing;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding;

/// <summary>Checks that frames extracted from videos with persistent state equal those of a sequential decode.</summary>
public sealed class RememberedStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. RememberedStates.All.Select(one => one.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ExtractAsync_VideoWithPersistentState_EqualsSequentialDecode(string name)
    {
        var (_, reason, make) = RememberedStates.All.Single(one => one.Name == name);
        var reasons = await CheckAsync(make(_folder));
        Assert.Contains(reasons, found => found.Contains(reason, StringComparison.Ordinal));
    }

    [SharedDataFact("cases/h5_noout.mp4")]
    public async Task ExtractAsync_RecordedCases_EqualsSequentialDecode()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.SharedData!, "cases")))
            if (Path.GetExtension(file) is ".mp4" or ".mov" or ".mkv") await CheckAsync(file);
    }

    // Compares all frames, two in the middle and the last one with a sequential decode. Returns the unsplittable reasons.
    private async Task<IReadOnlyList<string>> CheckAsync(string file)
    {
        var expected = await SequentialDecode.FramesAsync(file, threads: 1);
        Assert.NotEmpty(expected);
        var middle = expected.Count / 2;
        await using var source = FileSource.Open(file);
        var index = await Indexer.ReadAsync(source, _folder.Root, default);

        var last = expected.Count - 1;
        (string Range, int From, int Count)[] cases =
            [("0:", 0, expected.Count), ($"{middle}:{middle + 2}", middle, 2), ($"{last}:", last, 1)];
        foreach (var (range, from, count) in cases)
        {
            var extracted = new CollectedFrames();
            var extractor = new FrameExtractor(source, index, processors: 2);
            await extractor.ExtractAsync(FrameSelection.FromRange(range), extracted, default);
            Assert.Equal(expected.Skip(from).Take(count), extracted.InOrder);
        }
        return await FindReasonsAsync(source, index);
    }

    // The unsplittable reasons of all samples, or that of the video.
    private static async Task<IReadOnlyList<string>> FindReasonsAsync(IVideoSource source, VideoIndex index)
    {
        if (index.UnsplittableReason is { } reason) return [reason];
        var format = ContainerFormats.GetRemuxer(index)!;
        var guard = new PersistentStateGuard(format.CreateGuard(index)!);
        var reasons = new List<string>();
        for (var row = 0; row < index.Samples.Count; row++)
        {
            var sample = await format.ReadSampleAsync(source, index, row, default);
            if (guard.FindUnsplittableReason(sample) is { } found) reasons.Add(found);
        }
        return reasons;
    }
}
