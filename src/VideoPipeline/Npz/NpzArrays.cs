using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>The arrays of an <c>.npz</c> file, in the order of the file.</summary>
/// <param name="name">What was read, for messages: a key or a path.</param>
/// <param name="arrays">The arrays; names are unique.</param>
public sealed class NpzArrays(string name, IReadOnlyList<NpyArray> arrays)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<NpyArray> All { get; } = arrays;

    /// <summary>Whether there is one of this name.</summary>
    public bool Has(string array) => All.Any(one => one.Name == array);

    /// <summary>The array of this name and type.</summary>
    /// <exception cref="CorruptResultException">There is none, or it is of another type.</exception>
    public NpyArray<T> Get<T>(string array) where T : unmanaged => All.FirstOrDefault(one => one.Name == array) switch
    {
        NpyArray<T> found => found,
        null => throw new CorruptResultException($"{name} has no array {array}. Delete it and run again."),
        var other => throw new CorruptResultException(
            $"The array {array} of {name} is of type {other.Type}, not {NpyTypes.DescriptorOf<T>()}. Delete it and run again."),
    };
}
