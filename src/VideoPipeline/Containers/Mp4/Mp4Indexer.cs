using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Indexes MP4 and QuickTime files (ISO/IEC 14496-12, QuickTime File Format), including fragmented ones, from their boxes. Does
/// not read the media data.
/// </summary>
internal static class Mp4Indexer
{
    private const int MaxUserDataBytes = 1 << 20;

    /// <summary>Indexes the first video stream in ffmpeg's order.</summary>
    /// <inheritdoc cref="ReadAsync(IVideoSource, int?, CancellationToken)"/>
    public static Task<VideoIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation) =>
        ReadAsync(source, null, cancellation);

    /// <summary>Indexes a video stream.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">ffmpeg's stream index; null for the first video stream.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <returns>
    /// The index. If <see cref="VideoIndex.UnsplittableReason"/> is set, <see cref="VideoIndex.Samples"/> has the values in the
    /// tables, which are not proven to be correct. Null if the file is not an MP4 or QuickTime file, or if ffmpeg's list of
    /// streams cannot be derived from its boxes (a compressed movie header, a cover image before the tracks, misplaced tables);
    /// another indexer may support it.
    /// </returns>
    /// <exception cref="CorruptVideoException">A box is malformed, or the file is truncated.</exception>
    /// <exception cref="UnsupportedVideoException">The file has no video stream, or its video is encrypted.</exception>
    public static async Task<VideoIndex?> ReadAsync(IVideoSource source, int? stream, CancellationToken cancellation)
    {
        await using var reader = new TopLevelBoxReader(source);
        if (!await reader.IsMp4Async(cancellation)) return null;
        try
        {
            return await ReadAsync(source, stream, reader, cancellation);
        }
        catch (MalformedBoxException malformed)
        {
            throw new CorruptVideoException(
                $"{source.DisplayName}: {malformed.Message} Download or export the file again.", malformed);
        }
    }

    private static async Task<VideoIndex?> ReadAsync(
        IVideoSource source, int? stream, TopLevelBoxReader reader, CancellationToken cancellation)
    {
        var segmentIndex = false;
        var itemsOnly = false;
        while (await reader.NextAsync(cancellation) is { } header)
        {
            segmentIndex |= header.Type == "sidx";
            itemsOnly |= header.Type == "meta";
            // ffmpeg numbers the streams of image items and cover images before those of the tracks.
            if (header.Type is "meta" or "udta" && header.Size <= MaxUserDataBytes && reader.TruncatedBox is null
                && MovieStructure.ContainsImages((await reader.ReadBodyAsync(header, cancellation)).Span)) return null;
            if (header.Type != "moov") continue;
            var body = await reader.ReadBodyAsync(header, cancellation);
            if (MovieParser.Parse(new Box("moov", header.Offset + header.HeaderLength, body.Span)) is not { } movie) return null;
            return await ReadTrackAsync(source, stream, reader, movie, segmentIndex, cancellation);
        }
        if (itemsOnly && reader.TruncatedBox is null) return null;
        throw new CorruptVideoException(
            $"{source.DisplayName} has no movie header (box 'moov'). " + (reader.TruncatedBox is { } truncated
                ? $"Box '{truncated.Type}' at byte {truncated.Offset} is truncated: it has {source.Length - truncated.Offset} " +
                  $"of {truncated.Size} bytes. Download or export the file again."
                : "The recording or copy was probably interrupted. Repair it with the recording software, or export it again."));
    }

    private static async Task<VideoIndex?> ReadTrackAsync(
        IVideoSource source, int? stream, TopLevelBoxReader reader, Movie movie, bool segmentIndex,
        CancellationToken cancellation)
    {
        var track = stream is null
            ? movie.Tracks.FirstOrDefault(track => track.IsVideo || track.MayBeVideo) ?? throw NoVideo(source, movie)
            : movie.Tracks.ElementAtOrDefault(stream.Value);
        // ffmpeg does not report chapter images as video streams, and keeps only one of several tracks with the same ID.
        if (track is not { IsVideo: true }) return null;
        if (movie.Tracks.Any(other => other.Chapters.Contains(track.Id) || (other != track && other.Id == track.Id))) return null;
        var rows = new SampleTableBuilder();
        SampleTableParser.Read(new Box("stbl", track.SampleTableBox.Offset, track.SampleTableBox.Body), source.Length, rows);
        var movieRows = rows.Count;
        var fragments = new FragmentParser(track.Id, movie.Defaults, source.Length, rows) { HasSegmentIndex = segmentIndex };
        var fragmented = movie.Defaults.Any(defaults => defaults.Track == track.Id);
        if (fragmented) await ReadFragmentsAsync(reader, fragments, cancellation);
        CheckComplete(source, rows, fragmented, reader.TruncatedBox);
        var other = stream is null && rows.Count == 1
            ? movie.Tracks.FirstOrDefault(other => other.IsVideo && other != track && !other.HasNoTimeTable)
            : null;
        var remark = other is null ? null : CoverImageRemark.Format(track.Stream, other.Stream, other.Seconds);
        return CreateIndex(source, movie, track, rows, movieRows, fragments.Delay) with
        {
            Remark = remark,
            UnassignedSamples = fragments.UnassignedSamples,
        };
    }

    private static async Task ReadFragmentsAsync(
        TopLevelBoxReader reader, FragmentParser fragments, CancellationToken cancellation)
    {
        while (await reader.NextAsync(cancellation) is { } header)
        {
            fragments.HasSegmentIndex |= header.Type == "sidx";
            if (header.Type != "moof") continue;
            var body = await reader.ReadBodyAsync(header, cancellation);
            fragments.Read(new Box("moof", header.Offset + header.HeaderLength, body.Span), header.Offset);
        }
    }

    private static void CheckComplete(IVideoSource source, SampleTableBuilder rows, bool fragmented, BoxHeader? truncatedBox)
    {
        var complete = 0;
        long needed = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            // Offsets can be any 64-bit number.
            var end = rows.Offset[row] > long.MaxValue - rows.Size[row] ? long.MaxValue : rows.Offset[row] + rows.Size[row];
            if (end <= source.Length) complete++;
            needed = Math.Max(needed, end);
        }
        // In a fragmented file, an unknown number of fragments may be missing after the truncated box.
        if (complete == rows.Count && !(fragmented && truncatedBox is not null)) return;
        needed = Math.Max(needed, truncatedBox is { } truncated ? truncated.Offset + truncated.Size : 0);
        throw new CorruptVideoException(
            $"{source.DisplayName} is truncated: it has {source.Length} of " +
            $"{(fragmented ? "at least " : "")}{needed} bytes, and " +
            $"{complete} of {rows.Count} video samples. Download or export it again.");
    }

    private static VideoIndex CreateIndex(
        IVideoSource source, Movie movie, Track track, SampleTableBuilder rows, int movieRows, int delay)
    {
        var entry = SampleDescription.Parse(track.SampleDescription, out var entries)
            ?? throw new MalformedBoxException("stsd", track.SampleTableBox.Offset, "it has no video sample entry.");
        if (entry.Format is "encv" or "drmi")
            throw new UnsupportedVideoException(
                $"{source.DisplayName}: the video is encrypted ('{entry.Format}'). Use a file without copy protection.");
        if (track.HasExternalData) rows.MarkUnproven("its samples may be in another file");
        if (entries > 1) rows.MarkUnproven("it has several sample descriptions, so its codec parameters may change");
        if (track.Timescale is 0 or > int.MaxValue) rows.MarkUnproven("its media time scale is invalid");
        if (movieRows > 0 && track.Edits.Length > 0 && movie.Tracks.Take(track.Stream + 1).Any(other => other.HasNoTimeTable))
            rows.MarkUnproven("a track without samples precedes it, so decoders ignore its edit list");
        var (editList, unsupported) = EditList.From(track.Edits, movie.Timescale, track.Timescale);
        if (unsupported is not null) rows.MarkUnproven(unsupported);
        var presentation = PresentationTimeline.Compute(rows, editList with { MovieRows = movieRows, FragmentDelay = delay });
        var codec = CodecSupport.For(entry, Reordering.IsReordered(presentation.Samples), fromFragments: movieRows < rows.Count);
        if (codec.IgnoresEditList && presentation.Frames?.Count < presentation.Samples.Count)
            presentation = presentation with { UnprovenReason = "its edit list removes frames that its decoder outputs anyway" };
        var index = new VideoIndex
        {
            Source = source.Identity,
            Video = new VideoProperties
            {
                Container = "mov",
                Codec = codec.Name,
                Stream = track.Stream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = DisplayMatrix.GetRotation(track.Matrix),
                TimeBase = new TimeBase(1, (int)Math.Clamp(track.Timescale, 1, int.MaxValue)),
            },
            Samples = presentation.Samples,
        };
        return Splittability.Decide(
            index, presentation.Frames, presentation.UnprovenReason, codec,
            () => new Mp4Track(track.SampleDescription, track.Timescale, track.Matrix, track.Width, track.Height));
    }

    private static UnsupportedVideoException NoVideo(IVideoSource source, Movie movie)
    {
        var types = string.Join(", ", movie.Tracks.Select(track => track.Handler switch
        {
            "soun" => "audio",
            "text" or "sbtl" or "subt" => "text",
            var other => $"'{other}'",
        }));
        return new UnsupportedVideoException(
            $"{source.DisplayName} has no video stream: " +
            $"{(types.Length == 0 ? "it has no tracks" : $"its tracks are {types}")}. " +
            "Use a file with a video track.");
    }
}
