namespace VideoPipeline.Codecs;

/// <summary>How a container describes the samples of a video track, in the terms of MP4 (14496-12, 8.5.2 and 12.1.3).</summary>
/// <param name="Format">Four characters: <c>avc1</c>, <c>hvc1</c>, <c>mp4v</c>…</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Configuration">The body of the codec's configuration box; empty where it has none.</param>
/// <param name="ObjectType">The <c>objectTypeIndication</c> of an <c>esds</c> (14496-1, 7.2.6.6); 0 where it has none.</param>
internal sealed record SampleEntry(string Format, int Width, int Height, byte[] Configuration, int ObjectType);
