namespace VideoPipeline.Search.Segments;

/// <summary>A keypoint in a posting list.</summary>
/// <param name="Picture">The row of its frame among the fingerprinted frames of the segment.</param>
/// <param name="Signature">Its binary signature (<see cref="DescriptorHash"/>).</param>
/// <param name="Pose">Its quantized orientation and scale (<see cref="KeypointPose"/>).</param>
internal readonly record struct Posting(int Picture, ulong Signature, byte Pose);
