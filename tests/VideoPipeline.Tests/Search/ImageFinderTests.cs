using VideoPipeline.Search;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

public sealed class ImageFinderTests : IDisposable
{
    private static readonly GrayImage s_query = SyntheticImages.Create(1);
    private static readonly (GrayImage Frame, (double X, double Y)[] Corners) s_scene = s_query.Place(
        640, 480, 0.8, 20, (300, 260));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Find_RotatedAndScaledImage_ReturnsTimeAndCorners()
    {
        var found = Assert.Single(await FindAsync(s_query, new SyntheticRun("other", SyntheticImages.Create(8, 640, 480)),
            new SyntheticRun("film", SyntheticImages.Create(9, 640, 480), s_scene.Frame)));
        Assert.Equal(
            ("film", 10, 20, 0.4, 0.76, false),
            (found.Run, found.Start, found.End, found.StartSeconds, found.EndSeconds, found.Mirrored));
        Assert.All(found.Corners.Zip(s_scene.Corners), pair => Assert.InRange(
            Math.Sqrt(Math.Pow(pair.First[0] - pair.Second.X, 2) + Math.Pow(pair.First[1] - pair.Second.Y, 2)), 0, 0.03 * 192));
        Assert.True(found.Score > 10 && found.Matches >= 8, $"{found}");
    }

    [Fact]
    public async Task Find_AbsentImage_ReturnsNothing() =>
        Assert.Empty(await FindAsync(
            SyntheticImages.Create(2), new SyntheticRun("film", s_scene.Frame, SyntheticImages.Create(3, 640, 480))));

    [Fact]
    public async Task Find_MirroredImage_SetsMirrored()
    {
        var found = Assert.Single(await FindAsync(s_query.Mirrored(), new SyntheticRun("film", s_query)));
        Assert.True(found.Mirrored);
        // The upper left corner of the mirrored image is the upper right one of the frame.
        Assert.InRange(found.Corners[0][0], 316, 324);
        Assert.InRange(found.Corners[0][1], -4, 4);
    }

    [Fact]
    public async Task Find_CropOfFrame_ReturnsItsCorners()
    {
        var frame = SyntheticImages.Create(5, 640, 480);
        var quarter = frame.Place(320, 240, 1, 0, (160 - 80, 120 - 60)).Frame; // the crop starts at (240, 180)
        var found = Assert.Single(await FindAsync(quarter, new SyntheticRun("film", frame)));
        Assert.InRange(found.Corners[0][0], 237, 243);
        Assert.InRange(found.Corners[2][1], 417, 423);
    }

    [Fact]
    public async Task Find_PlainImage_ReturnsNothing()
    {
        var black = new GrayImage(320, 240, new byte[320 * 240]);
        Assert.Empty(await FindAsync(black, new SyntheticRun("film", black)));
    }

    [Fact]
    public async Task Find_WithStoredIndex_ReturnsSameOccurrences()
    {
        IRunFiles[] runs = [new SyntheticRun("film", s_scene.Frame)];
        var first = await FindAsync(s_query, runs);
        Assert.NotEmpty(first);
        Assert.NotEmpty(Directory.GetFiles(_folder.File(FingerprintIndex.Prefix)));
        var second = await FindAsync(s_query, runs);
        Assert.Equal(first.Select(one => (one.Frame, one.Score)), second.Select(one => (one.Frame, one.Score)));
    }

    [Fact]
    public async Task Find_DamagedSegment_IndexesItsRunsAgain()
    {
        IRunFiles[] runs = [new SyntheticRun("film", s_scene.Frame)];
        var first = await FindAsync(s_query, runs);
        var segment = Directory.GetFiles(_folder.File(FingerprintIndex.Prefix)).Single();
        File.WriteAllBytes(segment, [1, 2, 3]);
        Assert.Equal(first.Select(one => one.Score), (await FindAsync(s_query, runs)).Select(one => one.Score));
    }

    /// <summary>Images that are searched together have the results that they have on their own.</summary>
    [Fact]
    public async Task Find_SeveralImages_SameAsEachAlone()
    {
        GrayImage[] images = [s_query, SyntheticImages.Create(2), s_query.Mirrored(), SyntheticImages.Create(9, 640, 480)];
        var runs = await OpenAsync(
            new SyntheticRun("film", SyntheticImages.Create(9, 640, 480), s_scene.Frame), new SyntheticRun("other", s_query));
        var together = await new ImageFinder(runs).FindAsync([.. images.Select(ImageQuery.Of)], default);
        foreach (var (image, found) in images.Zip(together))
            Assert.Equivalent((await new ImageFinder(runs).FindAsync([ImageQuery.Of(image)], default))[0], found, strict: true);
    }

    /// <summary>Of a large index, a search reads the directory, the hashes and the blocks of the probed words.</summary>
    [Fact]
    public async Task Candidates_OneKeypoint_ReadFewBlocks()
    {
        const int Frames = 250, PerFrame = 1000;
        var random = new Random(1);
        FrameKeypoints[] frames =
            [.. Enumerable.Range(0, Frames).Select(frame => new FrameKeypoints(frame, RandomKeypoints(PerFrame)))];
        var access = new AccessCounter();
        var store = new MeteredStore(FolderStore.Open(_folder.Root, TimeProvider.System), access);
        var index = new FingerprintIndex(store, TimeProvider.System);
        var content = new SyntheticRun("film", s_query).Content with
        {
            Frame = [.. frames.Select(frame => frame.Frame)],
            Hashes = new ImageHashes[Frames],
            Shots = [ExampleRun.Summary.Shots[0] with { Start = 0, End = Frames }],
            Fingerprints = new FingerprintFile(640, 480, frames),
        };
        var added = await index.AddAsync(content, default);
        var run = new SearchedRun(await index.OpenAsync(added, default), 0, new SyntheticRun("film", s_query));
        var view = new QueryView(0, new Fingerprint(640, 480, default, frames[77].Keypoints.Slice(5, 1), 50), false);

        var found = await Candidates.FindAsync([view], [run], 0.9, default);

        Assert.Contains(77, found.Select(candidate => candidate.Picture));
        Assert.InRange(access.Count.Bytes, 1, added.Length / 3);
        Assert.InRange(access.Count.Requests, 1, 20);

        Keypoints RandomKeypoints(int count)
        {
            var points = new float[count * Keypoints.PointWidth];
            Array.Fill(points, 8);
            var descriptors = new byte[count * Keypoints.DescriptorLength];
            random.NextBytes(descriptors);
            return new Keypoints(points, descriptors);
        }
    }

    [Fact]
    public async Task NearDuplicates_SameShotInTwoVideos_ReturnsGroup()
    {
        var (shared, small) = (SyntheticImages.Create(6), SyntheticImages.Create(6).Place(640, 480, 2, 0, (320, 240)).Frame);
        var runs = await OpenAsync(
            new SyntheticRun("a", SyntheticImages.Create(7), shared),
                new SyntheticRun("b", small, SyntheticImages.Create(8, 640, 480)));
        var group = Assert.Single(await NearDuplicates.FindAsync(runs, default));
        Assert.Equal([("a", 10L), ("b", 0L)], group.Select(shot => (shot.Run, shot.Start)));
    }

    [Fact]
    public async Task FindAsync_ThreeRunsOfOneVideo_ReturnsOneOccurrence()
    {
        var runs = Enumerable.Range(1, 3).Select(run => new SyntheticRun($"film-{run}", s_query) { Identity = "film" });

        var found = Assert.Single(await FindAsync(s_query, [.. runs, new SyntheticRun("other", SyntheticImages.Create(9))]));

        Assert.Equal(("film-3", 0L, (long)SyntheticRun.Length), (found.Run, found.Start, found.End));
    }

    [Fact]
    public void MergeRuns_SharedFrames_KeepsSpanOfAllAndCornersOfBest()
    {
        Occurrence[] found = [Found("a-1", 10, 30, 6), Found("a-2", 5, 20, 90), Found("a-3", 30, 40, 8), Found("b-1", 5, 20, 7)];

        var merged = Occurrence.MergeRuns(found);

        Assert.Equal(
            [("a-2", 5L, 30L, 90.0), ("a-3", 30L, 40L, 8.0), ("b-1", 5L, 20L, 7.0)],
            merged.Select(one => (one.Run, one.Start, one.End, one.Score)));
    }

    [Fact]
    public async Task NearDuplicates_SameVideoTwice_ReturnsNone()
    {
        var runs = await OpenAsync(
            new SyntheticRun("a-1", s_query) { Identity = "a" }, new SyntheticRun("a-2", s_query) { Identity = "a" });
        Assert.Empty(await NearDuplicates.FindAsync(runs, default));
    }

    // The video is the first letter of the run's name.
    private static Occurrence Found(string run, long start, long end, double score) => new(
        run, "", run[..1], start, end, start / 25.0, (end - 1) / 25.0, start, start / 25.0, [], false, Occurrence.ByKeypoints,
        score, 9);

    private async Task<IReadOnlyList<Occurrence>> FindAsync(GrayImage picture, params IRunFiles[] runs) =>
        (await new ImageFinder(await OpenAsync(runs)).FindAsync([ImageQuery.Of(picture)], default))[0];

    private Task<SearchableRuns> OpenAsync(params IRunFiles[] runs) => SearchableRuns.OpenAsync(
        new FingerprintIndex(FolderStore.Open(_folder.Root, TimeProvider.System), TimeProvider.System), runs, [], default);
}
