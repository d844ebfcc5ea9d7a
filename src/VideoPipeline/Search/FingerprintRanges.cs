using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Reads the keypoints of single frames of a <see cref="FingerprintFile"/> by range.</summary>
internal sealed class FingerprintRanges
{
    private const string FileName = "fingerprints.npz";

    private readonly NpzRanges _file;
    private readonly NpzRangeArray _points;
    private readonly NpzRangeArray _descriptors;
    private readonly long[] _first;

    private FingerprintRanges(NpzRanges file, NpzRangeArray points, NpzRangeArray descriptors, long[] first) =>
        (_file, _points, _descriptors, _first) = (file, points, descriptors, first);

    /// <summary>Opens the file of a run; null if it does not exist.</summary>
    /// <exception cref="CorruptResultException">The file is damaged.</exception>
    public static async Task<FingerprintRanges?> OpenAsync(IRunFiles run, CancellationToken cancellation)
    {
        try
        {
            var (file, arrays) = await NpzRanges.OpenAsync(
                $"{run.Name}: {FileName}", ["first", "keypoints", "descriptors"],
                async (offset, length) =>
                    await run.ReadAsync(FileName, offset, length, cancellation) ?? throw new FileNotFoundException());
            var first = await file.ReadAsync<long>(arrays[0], 0, checked((int)arrays[0].Count));
            return new FingerprintRanges(file, arrays[1], arrays[2], first);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads the keypoints of a frame; none if the file is from another run than the index.</summary>
    /// <param name="picture">The number of the frame among those of the file.</param>
    /// <param name="count">The number of its keypoints in the index.</param>
    public async Task<Keypoints> ReadAsync(int picture, int count)
    {
        if (picture + 1 >= _first.Length || _first[picture + 1] - _first[picture] != count) return Keypoints.Empty;
        var points = _file.ReadAsync<float>(_points, _first[picture] * Keypoints.PointWidth, count * Keypoints.PointWidth);
        var descriptors = _file.ReadAsync<byte>(
            _descriptors, _first[picture] * Keypoints.DescriptorLength, count * Keypoints.DescriptorLength);
        return new Keypoints(await points, await descriptors);
    }
}
