using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Indexing;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Decoding;

public sealed class RememberedStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. RememberedStates.All.Select(one => one.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task PickAsync_ADecoderRemembers_GivesTheFramesOfASequentialDecode(string name)
    {
        var (_, reason, make) = RememberedStates.All.Single(one => one.Name == name);
        var objections = await CheckAsync(make(_folder));
        Assert.Contains(objections, objection => objection.Contains(reason, StringComparison.Ordinal));
    }

    [SharedDataFact("cases/h5_noout.mp4")]
    public async Task PickAsync_RecordedCases_GivesTheFramesOfASequentialDecode()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.SharedData!, "cases")))
            if (Path.GetExtension(file) is ".mp4" or ".mov" or ".mkv") await CheckAsync(file);
    }

    // The frames as a whole, amid and at the end, against a sequential decode; what the guard says of the samples.
    private async Task<IReadOnlyList<string>> CheckAsync(string file)
    {
        var expected = await SequentialDecode.FramesAsync(file, threads: 1);
        Assert.NotEmpty(expected);
        var middle = expected.Count / 2;
        await using var source = FileSource.Open(file);
        var index = await Indexer.ReadAsync(source, _folder.Root, default);

        foreach (var (slice, from) in new[] { ("0:", 0), ($"{middle}:{middle + 2}", middle), ($"{expected.Count - 1}:", expected.Count - 1) })
        {
            var taken = new TakenFrames();
            await new FrameExtractor(source, index, processors: 2).ExtractAsync(FrameSelection.FromRange(slice), taken, default);
            Assert.Equal(expected.Skip(from).Take(slice == $"{middle}:{middle + 2}" ? 2 : int.MaxValue), taken.InOrder);
        }
        return await ObjectionsAsync(source, index);
    }

    // What is said of all samples one after the other, or of the video as a whole.
    private static async Task<IReadOnlyList<string>> ObjectionsAsync(IVideoSource source, VideoIndex index)
    {
        if (index.UnsplittableReason is { } whole) return [whole];
        var format = ContainerFormats.RemuxerOf(index)!;
        var watch = new PersistentStateGuard(format.Guard(index)!);
        var objections = new List<string>();
        for (var row = 0; row < index.Samples.Count; row++)
            if (watch.FindUnsplittableReason(await format.ReadSampleAsync(source, index, row, default)) is { } objection) objections.Add(objection);
        return objections;
    }
}
