namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Unwraps 33-bit time stamps, which wrap around after 26.5 hours. As ffmpeg does, uses the first time stamp of the program as
/// the reference (libavformat/demux.c, <c>update_wrap_reference</c> and <c>wrap_timestamp</c>).
/// </summary>
/// <param name="first">The first time stamp of the program.</param>
internal readonly struct TimestampUnwrapper(long first)
{
    private const long Period = 1L << 33;
    private const long Margin = 60 * 90_000;

    // Later packets may have time stamps that precede the first by up to this margin.
    private readonly long _reference = first - Margin;
    private readonly bool _addsPeriod = first < Period - Margin;

    public long Unwrap(long time) =>
        _addsPeriod ? time < _reference ? time + Period : time
        : time >= _reference ? time - Period : time;
}
