namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Time stamps of 33 bits start over after 26.5 hours. ffmpeg unwraps them around the first one that it sees in a program
/// (libavformat/demux.c, <c>update_wrap_reference</c> and <c>wrap_timestamp</c>).
/// </summary>
/// <param name="first">The first time stamp of the program.</param>
internal readonly struct TimestampUnwrapper(long first)
{
    private const long Period = 1L << 33;
    private const long Margin = 60 * 90_000;

    // One that comes out of order may be earlier than the first by so much.
    private readonly long _reference = first - Margin;
    private readonly bool _adds = first < Period - Margin;

    public long Unwrap(long time) =>
        _adds ? time < _reference ? time + Period : time
        : time >= _reference ? time - Period : time;
}
