using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Stills;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// Reads and writes a partial as <c>partials/&lt;hash&gt;.npz</c>. In addition to the columns of <c>frames.npz</c>, it contains
/// the planes of the first and the last frame at analysis size (<c>seam.*</c>; only the first of a single frame), the sums of
/// the mean image (<c>mean.*</c>, <see cref="PackedSums"/>), the previews (<c>preview.*</c>, <see cref="PreviewArrays"/>), the
/// results of still analyzers (<c>still.*</c>, <see cref="StillResultArrays"/>) and the work as JSON (<c>work</c>). The partial
/// of a group of still frames contains only the last two.
/// </summary>
internal static class PartialFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream destination, Partial partial) => NpzWriter.Write(destination, Arrays(partial));

    /// <summary>Reads the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">The name of the file in messages.</param>
    /// <exception cref="CorruptResultException">The file is damaged or has another format.</exception>
    public static Partial Read(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        var columns = arrays.All.Where(array => !array.Name.Contains('.') && array.Name is not ("key" or "work"));
        var first = ReadSeam(arrays, "seam.first");
        return new Partial(
            new RangeArrays(
                [.. columns], first, ReadSeam(arrays, "seam.last") ?? first, Mean(arrays), PreviewArrays.Read(arrays)),
            arrays.Get<bool>("key").Data,
            Work(arrays, name))
        {
            StillResults = StillResultArrays.Read(arrays),
        };
    }

    /// <summary>Writes the file of a group of still frames.</summary>
    public static void Write(Stream destination, StillsPartial partial) =>
        NpzWriter.Write(destination, [.. StillResultArrays.ToArrays(partial.Results), Work(partial.Work)]);

    /// <summary>Reads the file of a group of still frames.</summary>
    /// <exception cref="CorruptResultException">The file is damaged or has another format.</exception>
    public static StillsPartial ReadStills(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        return new StillsPartial(StillResultArrays.Read(arrays), Work(arrays, name));
    }

    private static IEnumerable<NpyArray> Arrays(Partial partial)
    {
        foreach (var column in partial.Arrays.Columns) yield return column;
        yield return NpyArray.Of("key", partial.Key);
        yield return Work(partial.Work);
        foreach (var array in StillResultArrays.ToArrays(partial.StillResults)) yield return array;
        if (partial.Arrays.First is { } first) yield return NpyArray.Of("seam.first", first.Planes);
        if (partial.Arrays.Last is { } last && partial.Arrays.Frames > 1) yield return NpyArray.Of("seam.last", last.Planes);
        yield return NpyArray.Scalar("mean.frames", partial.Arrays.Mean.Frames);
        yield return NpyArray.Of("mean.sums", partial.Arrays.Mean.Sums);
        foreach (var array in PreviewArrays.ToArrays(partial.Arrays.Previews)) yield return array;
    }

    private static BoundaryFrame? ReadSeam(NpzArrays arrays, string name) =>
        arrays.Contains(name) ? new BoundaryFrame(arrays.Get<byte>(name).Data) : null;

    private static MeanImage Mean(NpzArrays arrays) =>
        new(arrays.Get<long>("mean.frames").Data[0], arrays.Get<byte>("mean.sums").Data);

    private static NpyArray Work(RangeWork work) =>
        NpyArray.Of("work", JsonSerializer.SerializeToUtf8Bytes(work, PartialJson.Default.RangeWork));

    private static RangeWork Work(NpzArrays arrays, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(arrays.Get<byte>("work").Data, PartialJson.Default.RangeWork)!;
        }
        catch (JsonException exception)
        {
            throw new CorruptResultException($"{name} cannot be read: {exception.Message} Delete it and run again.", exception);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RangeWork))]
internal sealed partial class PartialJson : JsonSerializerContext;
