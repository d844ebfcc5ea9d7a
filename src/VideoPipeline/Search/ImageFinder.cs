namespace VideoPipeline.Search;

/// <summary>
/// Finds images in the frames of runs. Candidates are the frames with similar hashes (<see cref="HashHits"/>) and those with many
/// pose-consistent keypoint votes (<see cref="Candidates"/>). Each list is verified geometrically (<see cref="ImageMatch"/>)
/// until many consecutive candidates fail.
/// </summary>
/// <param name="runs">The runs and their index.</param>
internal sealed class ImageFinder(SearchableRuns runs)
{
    /// <summary>The maximum number of images that are searched together, so that the index is read once for all.</summary>
    private const int MaxImagesAtOnce = 32;

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

    /// <summary>Finds the occurrences of each image, in order of decreasing confidence.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Occurrence>>> FindAsync(
        IReadOnlyList<ImageQuery> images, CancellationToken cancellation)
    {
        var found = new List<IReadOnlyList<Occurrence>>();
        foreach (var some in images.Chunk(MaxImagesAtOnce))
        {
            var views = QueryView.Of(some);
            var hits = await HashHits.FindAsync(views, runs.Runs, MaxHashDistance, cancellation);
            var candidates = await Candidates.FindAsync(views, runs.Runs, MinVotes, cancellation);
            var byImage = candidates.ToLookup(candidate => candidate.View.Image);
            for (var image = 0; image < some.Length; image++)
            {
                QueryView[] ofImage = [.. views.Where(view => view.Image == image)];
                found.Add(await VerifyAsync(
                    [.. ofImage.SelectMany(view => hits[view].Select(hit => (view, hit)))], [.. byImage[image]], cancellation));
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<Occurrence>> VerifyAsync(
        IReadOnlyList<(QueryView View, HashHit Hit)> hits, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var files = new FrameFiles(cancellation);
        var byHashes = hits
            .OrderBy(one => one.Hit.Distance)
            .SelectMany(one => one.Hit.Run.PicturesOfShot(one.Hit.Frame)
                .Select(picture => new Candidate(one.View, one.Hit.Run, picture)))
            .Distinct().Take(MaxCandidates).ToList();
        var byVotes = candidates.Except(byHashes).Take(MaxCandidates).ToList();
        // The lists are verified separately, because the hashes of many plain frames are near those of a plain image.
        var verified = new List<OccurrenceSpan>();
        verified.AddRange(await VerifyAsync(byHashes, files, cancellation));
        verified.AddRange(await VerifyAsync(byVotes, files, cancellation));
        verified.AddRange(hits
            .Where(one => OccurrenceSpan.IsHashMatch(one.View.Fingerprint, one.Hit))
            .Select(one => OccurrenceSpan.Create(one.Hit, one.View.Mirrored)));
        var occurrences = await Task.WhenAll(OccurrenceSpan.Merge(verified).Select(span => span.ToOccurrenceAsync(files)));
        return
        [
            .. Occurrence.MergeRuns(occurrences)
                .OrderBy(one => one.By == Occurrence.ByHashes)
                .ThenByDescending(one => one.Score)
                .ThenBy(one => one.Run, StringComparer.Ordinal).ThenBy(one => one.Start),
        ];
    }

    private async Task<IReadOnlyList<OccurrenceSpan>> VerifyAsync(
        IReadOnlyList<Candidate> candidates, FrameFiles files, CancellationToken cancellation)
    {
        var verified = new List<OccurrenceSpan>();
        var misses = 0;
        // Read and compared in parallel, judged in order: the result does not depend on the number of processors.
        foreach (var batch in candidates.Chunk(FingerprintIndex.Concurrency))
        {
            var matches = await Task.WhenAll(batch.Select(async candidate =>
            {
                var keypoints = await files.ReadKeypointsAsync(candidate.Run, candidate.Picture);
                return await Task.Run(() => ImageMatch.Match(
                    candidate.View.Fingerprint, keypoints, (candidate.Run.Run.Width, candidate.Run.Run.Height),
                    2 * runs.Pictures), cancellation);
            }));
            foreach (var (candidate, match) in batch.Zip(matches))
            {
                if (match is not null)
                    verified.Add(OccurrenceSpan.Create(candidate, match, await files.ReadFramesAsync(candidate.Run)));
                misses = match is null ? misses + 1 : 0;
                if (misses == MaxConsecutiveMisses) return verified;
            }
        }
        return verified;
    }
}
