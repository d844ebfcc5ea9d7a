namespace VideoPipeline.Codecs;

/// <summary>The sample description of a video track, in the terms of MP4 (ISO/IEC 14496-12, 8.5.2 and 12.1.3).</summary>
/// <param name="Format">The four-character code: <c>avc1</c>, <c>hvc1</c>, <c>mp4v</c>…</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Configuration">The content of the decoder configuration box; empty where there is none.</param>
/// <param name="ObjectType">The <c>objectTypeIndication</c> of an <c>esds</c> (ISO/IEC 14496-1, 7.2.6.6); 0 where there is
/// none.</param>
internal sealed record SampleEntry(string Format, int Width, int Height, byte[] Configuration, int ObjectType);
