using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// Finds a picture in the frames of runs. Frames that as a whole look like it come first (<see cref="HashHits"/>), then those in which
/// many of its keypoints are (<see cref="Candidates"/>); each is compared closely (<see cref="PictureMatch"/>), until many in a row do
/// not show it. The picture is looked for as it is and mirrored, for keypoints are not the same in a mirror.
/// </summary>
/// <param name="runs">The runs and what is indexed of them.</param>
public sealed class PictureFinder(SearchableRuns runs)
{
    /// <summary>Frames whose hashes differ in so many bits of 128 at most are compared closely first.</summary>
    private const int NearBits = 30;

    /// <summary>Votes from which a frame is compared closely.</summary>
    private const double LeastVotes = 5;

    /// <summary>The most frames of either kind that are compared closely.</summary>
    private const int MostCompared = 512;

    /// <summary>So many frames in a row that do not show the picture end the search: those that follow have fewer votes.</summary>
    private const int MostMisses = 32;

    /// <summary>Where the picture is to be seen, the surest first; nothing where it was not found.</summary>
    public async Task<IReadOnlyList<Occurrence>> FindAsync(GreyImage picture, CancellationToken cancellation)
    {
        using var detector = new SiftDetector();
        var views = new[] { false, true }.Select(mirrored =>
            new View(Fingerprint.Of(mirrored ? picture.Mirrored() : picture, detector), mirrored)).ToArray();
        var hits = views.SelectMany(view => runs.Segments
            .SelectMany(segment => HashHits.Of(view.Fingerprint.Hashes, segment, NearBits))
            .Select(hit => (View: view, Hit: hit))).ToList();
        var near = hits
            .OrderBy(one => one.Hit.Distance)
            .SelectMany(one => PicturesOfShot(one.Hit).Select(row => (one.View, one.Hit.Segment, Picture: row)))
            .Distinct().Take(MostCompared).ToList();
        var voted = views
            .SelectMany(view => runs.Segments
                .SelectMany(segment => Candidates.Of(view.Fingerprint.Keypoints, segment, LeastVotes))
                .Select(candidate => (View: view, Candidate: candidate)))
            .OrderByDescending(one => one.Candidate.Votes)
            .Select(one => (one.View, one.Candidate.Segment, one.Candidate.Picture))
            .Except(near).Take(MostCompared).ToList();
        // Each list until its own misses: many plain frames look like a plain picture.
        var seen = (await CompareAsync(near, cancellation)).Concat(await CompareAsync(voted, cancellation));
        var spans = seen.Concat(hits.Where(one => OccurrenceSpan.IsTold(one.View.Fingerprint, one.Hit)).Select(one => OccurrenceSpan.Of(one.Hit, one.View.Mirrored)));
        return await SightingsAsync(OccurrenceSpan.Joined(spans), cancellation);
    }

    private async Task<List<OccurrenceSpan>> CompareAsync(
        IReadOnlyList<(View View, IndexSegment Segment, int Picture)> pictures, CancellationToken cancellation)
    {
        var keypoints = new CandidateKeypoints(runs, pictures.Select(one => (one.Segment, one.Picture)));
        var seen = new List<OccurrenceSpan>();
        var misses = 0;
        foreach (var batch in pictures.Chunk(2 * Environment.ProcessorCount))
        {
            var matches = await Task.WhenAll(batch.Select(async one =>
            {
                var (place, frame) = await keypoints.OfAsync(one.Segment, one.Picture, cancellation);
                return await Task.Run(() => PictureMatch.Of(
                    one.View.Fingerprint, frame, (place.Run.Width, place.Run.Height), 2 * runs.Pictures), cancellation);
            }));
            foreach (var (one, match) in batch.Zip(matches))
            {
                if (match is not null) seen.Add(OccurrenceSpan.Of(one.Segment, runs.PlaceOf(one.Segment, one.Picture), one.Picture, match, one.View.Mirrored));
                misses = match is null ? misses + 1 : 0;
            }
            if (misses >= MostMisses) break;
        }
        return seen;
    }

    private static IEnumerable<int> PicturesOfShot(HashHit hit)
    {
        var number = hit.Segment.Frames.Number[hit.Row];
        return Enumerable.Range(hit.Place.FirstPicture, hit.Place.Run.Pictures)
            .Where(picture => hit.Segment.Pictures.ShotStart[picture] <= number && number < hit.Segment.Pictures.ShotEnd[picture]);
    }

    private async Task<IReadOnlyList<Occurrence>> SightingsAsync(IEnumerable<OccurrenceSpan> spans, CancellationToken cancellation)
    {
        var sightings = new List<Occurrence>();
        foreach (var run in spans.GroupBy(span => span.Place.Run.Run))
        {
            var times = await RunReader.TimesAsync(runs.FilesOf(run.Key), cancellation);
            sightings.AddRange(run.Select(span => span.ToOccurrence(times)));
        }
        return
        [
            .. sightings
                .OrderBy(one => one.By == Occurrence.ByHashes)
                .ThenByDescending(one => one.Score)
                .ThenBy(one => one.Run, StringComparer.Ordinal).ThenBy(one => one.Start),
        ];
    }

    private sealed record View(Fingerprint Fingerprint, bool Mirrored);
}
