using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Indexes MP4 and QuickTime files (ISO/IEC 14496-12, QuickTime File Format), fragmented ones too, from their boxes alone: the
/// media data are not read.
/// </summary>
public static class Mp4Indexer
{
    private const int LargestUserData = 1 << 20;

    /// <summary>Indexes the first video stream, as ffmpeg counts.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, CancellationToken)"/>
    public static Task<VideoIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation) => ReadAsync(source, null, cancellation);

    /// <summary>Indexes a video stream.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">Its number, as ffmpeg counts; null for the first video stream.</param>
    /// <param name="cancellation">Stops it between two reads.</param>
    /// <returns>
    /// Null where the file is no MP4 or QuickTime file, or one whose streams its boxes do not tell (a compressed movie header, a
    /// cover image before the tracks, tables where they do not belong): another way of indexing may still do. Otherwise an index; where
    /// <see cref="VideoIndex.UnsplittableReason"/> is set, <see cref="VideoIndex.Samples"/> is what the tables say, not what is proven.
    /// </returns>
    /// <exception cref="CorruptVideoException">A box contradicts itself, or the file was cut off.</exception>
    /// <exception cref="UnsupportedVideoException">No video stream, or an encrypted one.</exception>
    public static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        await using var walk = new TopLevelBoxReader(source);
        if (!await walk.IsMp4Async(cancellation)) return null;
        try
        {
            return await ReadAsync(source, stream, walk, cancellation);
        }
        catch (MalformedBoxException malformed)
        {
            throw new CorruptVideoException($"{source.Uri}: {malformed.Message} Fetch or export the file again.", malformed);
        }
    }

    private static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? stream, TopLevelBoxReader walk, CancellationToken cancellation)
    {
        var segmentIndex = false;
        var itemsOnly = false;
        while (await walk.NextAsync(cancellation) is { } header)
        {
            segmentIndex |= header.Type == "sidx";
            itemsOnly |= header.Type == "meta";
            // Images of items, or a cover: streams before those of the tracks.
            if (header.Type is "meta" or "udta" && header.Size <= LargestUserData && walk.CutOff is null
                && MovieStructure.HoldsImages((await walk.BodyAsync(header, cancellation)).Span)) return null;
            if (header.Type != "moov") continue;
            var body = await walk.BodyAsync(header, cancellation);
            if (MovieParser.Parse(new Box("moov", header.Offset + header.HeaderLength, body.Span)) is not { } movie) return null;
            return await ReadTrackAsync(source, stream, walk, movie, segmentIndex, cancellation);
        }
        if (itemsOnly && walk.CutOff is null) return null;
        throw new CorruptVideoException(
            $"{source.Uri} has no movie header (box 'moov'), so nothing tells where its frames are. " + (walk.CutOff is { } cut
                ? $"Box '{cut.Type}' at byte {cut.Offset} has {cut.Size} bytes, but the file ends after {source.Length - cut.Offset} of them: it was cut off. Fetch or export it again."
                : "The recording or the copy was probably broken off; repair it with the recording program, or export it again."));
    }

    private static async Task<VideoIndex?> ReadTrackAsync(
        IVideoSource source, int? stream, TopLevelBoxReader walk, Movie movie, bool segmentIndex, CancellationToken cancellation)
    {
        var track = stream is null
            ? movie.Tracks.FirstOrDefault(track => track.IsVideo || track.MayBeVideo) ?? throw NoVideo(source, movie)
            : movie.Tracks.ElementAtOrDefault(stream.Value);
        // Pictures of chapters are no video to ffmpeg, and of tracks with the same number it knows one.
        if (track is not { IsVideo: true }) return null;
        if (movie.Tracks.Any(other => other.Chapters.Contains(track.Id) || (other != track && other.Id == track.Id))) return null;
        var rows = new SampleTableBuilder();
        SampleTableParser.Read(new Box("stbl", track.SampleTableBox.Offset, track.SampleTableBox.Body), source.Length, rows);
        var movieRows = rows.Count;
        var fragments = new FragmentParser(track.Id, movie.Defaults, source.Length, rows) { HasSegmentIndex = segmentIndex };
        var fragmented = movie.Defaults.Any(defaults => defaults.Track == track.Id);
        if (fragmented) await ReadFragmentsAsync(walk, fragments, cancellation);
        CheckComplete(source, rows, fragmented, walk.CutOff);
        var other = stream is null && rows.Count == 1 ? movie.Tracks.FirstOrDefault(other => other.IsVideo && other != track && !other.HasNoTimes) : null;
        var remark = other is null ? null : CoverImageRemark.Of(track.Stream, other.Stream, other.Seconds);
        return Index(source, movie, track, rows, movieRows, fragments.Delay) with { Remark = remark };
    }

    private static async Task ReadFragmentsAsync(TopLevelBoxReader walk, FragmentParser fragments, CancellationToken cancellation)
    {
        while (await walk.NextAsync(cancellation) is { } header)
        {
            fragments.HasSegmentIndex |= header.Type == "sidx";
            if (header.Type != "moof") continue;
            var body = await walk.BodyAsync(header, cancellation);
            fragments.Read(new Box("moof", header.Offset + header.HeaderLength, body.Span), header.Offset);
        }
    }

    private static void CheckComplete(IVideoSource source, SampleTableBuilder rows, bool fragmented, BoxHeader? cutOff)
    {
        var there = 0;
        long needed = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            // Offsets may be any 64-bit number.
            var end = rows.Offset[row] > long.MaxValue - rows.Size[row] ? long.MaxValue : rows.Offset[row] + rows.Size[row];
            if (end <= source.Length) there++;
            needed = Math.Max(needed, end);
        }
        // With fragments, what is cut off may have been followed by more that no box tells of.
        if (there == rows.Count && !(fragmented && cutOff is not null)) return;
        needed = Math.Max(needed, cutOff is { } cut ? cut.Offset + cut.Size : 0);
        throw new CorruptVideoException(
            $"{source.Uri} was cut off: {source.Length} of {(fragmented ? "at least " : "")}{needed} bytes are there, and {there} of {rows.Count} samples of its video. " +
            "Fetch or export it again.");
    }

    private static VideoIndex Index(IVideoSource source, Movie movie, Track track, SampleTableBuilder rows, int movieRows, int delay)
    {
        var entry = SampleDescription.Parse(track.SampleDescription, out var entries)
            ?? throw new MalformedBoxException("stsd", track.SampleTableBox.Offset, "it describes no samples.");
        if (entry.Format is "encv" or "drmi")
            throw new UnsupportedVideoException($"{source.Uri}: its video is encrypted ('{entry.Format}'). Give a file without copy protection.");
        if (track.IsElsewhere) rows.MarkUnproven("its samples may lie in another file");
        if (entries > 1) rows.MarkUnproven("it has several sample descriptions: its parameters may change on the way");
        if (track.Timescale is 0 or > int.MaxValue) rows.MarkUnproven("its media has no unit of time");
        if (movieRows > 0 && track.Edits.Length > 0 && movie.Tracks.Take(track.Stream + 1).Any(other => other.HasNoTimes))
            rows.MarkUnproven("a track without samples before it makes decoders disregard its edit list");
        var (edited, doubt) = EditList.From(track.Edits, movie.Timescale, track.Timescale);
        if (doubt is not null) rows.MarkUnproven(doubt);
        var presentation = PresentationTimeline.Of(rows, edited with { MovieRows = movieRows, FragmentDelay = delay });
        var codec = CodecSupport.For(entry, Reordering.IsReordered(presentation.Samples), fromFragments: movieRows < rows.Count);
        if (codec.IgnoresEditList && presentation.Frames?.Count < presentation.Samples.Count)
            presentation = presentation with { UnprovenReason = "its edit list leaves out frames, which its decoder shows nevertheless" };
        var stated = new VideoIndex
        {
            Source = new SourceIdentity(source.Uri, source.Length, source.Version),
            Video = new VideoProperties
            {
                Container = "mov",
                Codec = codec.Name,
                Stream = track.Stream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = DisplayMatrix.Rotation(track.Matrix),
                TimeBase = new TimeBase(1, (int)Math.Clamp(track.Timescale, 1, int.MaxValue)),
            },
            Samples = presentation.Samples,
        };
        return Splittability.Decide(
            stated, presentation.Frames, presentation.UnprovenReason, codec,
            () => new Mp4Track(track.SampleDescription, track.Timescale, track.Matrix, track.Width, track.Height));
    }

    private static UnsupportedVideoException NoVideo(IVideoSource source, Movie movie)
    {
        var kinds = string.Join(", ", movie.Tracks.Select(track => track.Handler switch { "soun" => "sound", "text" or "sbtl" or "subt" => "text", var other => $"'{other}'" }));
        return new UnsupportedVideoException(
            $"{source.Uri} has no video stream: {(kinds.Length == 0 ? "it has no tracks at all" : $"its tracks are {kinds}")}. Give a file with a video track.");
    }
}
