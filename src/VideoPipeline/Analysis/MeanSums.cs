namespace VideoPipeline.Analysis;

/// <summary>Combines mean images, one after another, into the mean of the frames of all.</summary>
internal sealed class MeanSums
{
    private ulong[] _sums = [];
    private long _frames;

    /// <summary>Adds the frames of a mean image.</summary>
    /// <exception cref="ArgumentException">The image differs in size from those before.</exception>
    public void Add(MeanImage image)
    {
        if (image.Frames == 0) return;
        if (_frames == 0) _sums = new ulong[image.Samples];
        if (image.Samples != _sums.Length)
        {
            throw new ArgumentException(
                $"The mean images differ in size: {_sums.Length} and {image.Samples} samples.", nameof(image));
        }

        PackedSums.AddTo(_sums, image.Sums, image.Frames);
        _frames += image.Frames;
    }

    /// <summary>Returns the mean of all frames added.</summary>
    public MeanImage ToMean() => MeanImage.Of(_frames, _sums);
}
