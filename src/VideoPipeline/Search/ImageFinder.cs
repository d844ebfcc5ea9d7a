using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// Finds a query image in the frames of runs. Candidates are the frames with similar hashes (<see cref="HashHits"/>) and those
/// with many pose-consistent keypoint votes (<see cref="Candidates"/>). Each list is verified geometrically
/// (<see cref="ImageMatch"/>) until many consecutive candidates fail. The image is also searched mirrored, because SIFT
/// descriptors are not invariant to mirroring.
/// </summary>
/// <param name="runs">The runs and their index.</param>
internal sealed class ImageFinder(SearchableRuns runs)
{
    /// <summary>The maximum Hamming distance of the hashes (of 128 bits) of a candidate.</summary>
    private const int MaxHashDistance = 30;

    /// <summary>The minimum number of votes of a candidate.</summary>
    private const double MinVotes = 5;

    /// <summary>The maximum number of candidates of each kind.</summary>
    private const int MaxCandidates = 512;

    /// <summary>
    /// The number of consecutive failed candidates that ends the verification: those that follow have fewer votes.
    /// </summary>
    private const int MaxConsecutiveMisses = 32;

    /// <summary>Finds the occurrences of the query image, in order of decreasing confidence.</summary>
    public async Task<IReadOnlyList<Occurrence>> FindAsync(GrayImage query, CancellationToken cancellation)
    {
        using var detector = new SiftDetector();
        var views = new[] { false, true }.Select(mirrored =>
            new View(Fingerprint.Compute(mirrored ? query.Mirrored() : query, detector), mirrored)).ToArray();
        var hits = views.SelectMany(view => runs.Segments
            .SelectMany(segment => HashHits.Find(view.Fingerprint.Hashes, segment, MaxHashDistance))
            .Select(hit => (View: view, Hit: hit))).ToList();
        var byHashes = hits
            .OrderBy(one => one.Hit.Distance)
            .SelectMany(one => PicturesOfShot(one.Hit).Select(row => (one.View, one.Hit.Segment, Picture: row)))
            .Distinct().Take(MaxCandidates).ToList();
        var byVotes = views
            .SelectMany(view => runs.Segments
                .SelectMany(segment => Candidates.Find(view.Fingerprint.Keypoints, segment, MinVotes))
                .Select(candidate => (View: view, Candidate: candidate)))
            .OrderByDescending(one => one.Candidate.Votes)
            .Select(one => (one.View, one.Candidate.Segment, one.Candidate.Picture))
            .Except(byHashes).Take(MaxCandidates).ToList();
        // The lists are verified separately, because the hashes of many plain frames are near those of a plain image.
        var verified = (await VerifyAsync(byHashes, cancellation)).Concat(await VerifyAsync(byVotes, cancellation));
        var hashMatches = hits
            .Where(one => OccurrenceSpan.IsHashMatch(one.View.Fingerprint, one.Hit))
            .Select(one => OccurrenceSpan.Create(one.Hit, one.View.Mirrored));
        var spans = verified.Concat(hashMatches);
        return await ToOccurrencesAsync(OccurrenceSpan.Merge(spans), cancellation);
    }

    private async Task<List<OccurrenceSpan>> VerifyAsync(
        IReadOnlyList<(View View, IndexSegment Segment, int Picture)> candidates, CancellationToken cancellation)
    {
        var keypoints = new CandidateKeypoints(runs, candidates.Select(one => (one.Segment, one.Picture)));
        var verified = new List<OccurrenceSpan>();
        var misses = 0;
        foreach (var batch in candidates.Chunk(2 * Environment.ProcessorCount))
        {
            var matches = await Task.WhenAll(batch.Select(async one =>
            {
                var (place, frame) = await keypoints.GetAsync(one.Segment, one.Picture, cancellation);
                return await Task.Run(() => ImageMatch.Match(
                    one.View.Fingerprint, frame, (place.Run.Width, place.Run.Height), 2 * runs.Pictures), cancellation);
            }));
            foreach (var (one, match) in batch.Zip(matches))
            {
                if (match is not null)
                    verified.Add(OccurrenceSpan.Create(
                        one.Segment, runs.GetRunLocation(one.Segment, one.Picture), one.Picture, match, one.View.Mirrored));
                misses = match is null ? misses + 1 : 0;
            }
            if (misses >= MaxConsecutiveMisses) break;
        }
        return verified;
    }

    private static IEnumerable<int> PicturesOfShot(HashHit hit)
    {
        var number = hit.Segment.Frames.Number[hit.Row];
        return Enumerable.Range(hit.Location.FirstPicture, hit.Location.Run.Pictures)
            .Where(picture =>
                hit.Segment.Pictures.ShotStart[picture] <= number && number < hit.Segment.Pictures.ShotEnd[picture]);
    }

    private async Task<IReadOnlyList<Occurrence>> ToOccurrencesAsync(
        IEnumerable<OccurrenceSpan> spans, CancellationToken cancellation)
    {
        var occurrences = new List<Occurrence>();
        foreach (var run in spans.GroupBy(span => span.Location.Run.Run))
        {
            var times = await RunReader.ReadTimesAsync(runs.GetFiles(run.Key), cancellation);
            occurrences.AddRange(run.Select(span => span.ToOccurrence(times)));
        }
        return
        [
            .. occurrences
                .OrderBy(one => one.By == Occurrence.ByHashes)
                .ThenByDescending(one => one.Score)
                .ThenBy(one => one.Run, StringComparer.Ordinal).ThenBy(one => one.Start),
        ];
    }

    private sealed record View(Fingerprint Fingerprint, bool Mirrored);
}
