namespace VideoPipeline.Cli.Batches;

/// <summary>How a batch shares the processors.</summary>
/// <param name="Jobs">The number of videos at a time.</param>
/// <param name="Workers">The number of ranges of each that are decoded at a time.</param>
internal sealed record BatchLoad(int Jobs, int Workers)
{
    /// <summary>
    /// Shares the processors: by default a video for each, because only decoding is parallel within a video; the workers of each
    /// get the processors that are left where there are fewer videos.
    /// </summary>
    /// <param name="videos">The number of videos.</param>
    /// <param name="processors">The number of processors.</param>
    /// <param name="jobs">The number of videos at a time that is given; null if none is.</param>
    /// <param name="workers">The number of workers that is given; null if none is.</param>
    public static BatchLoad Create(int videos, int processors, int? jobs, int? workers)
    {
        var most = jobs ?? Math.Max(1, processors / (workers ?? 1));
        var used = Math.Min(videos, most);
        return new BatchLoad(used, workers ?? Math.Max(1, processors / used));
    }
}
