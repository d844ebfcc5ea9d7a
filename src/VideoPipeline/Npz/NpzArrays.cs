using VideoPipeline.Errors;

namespace VideoPipeline.Npz;

/// <summary>The arrays of an <c>.npz</c> file, in the order of the file.</summary>
/// <param name="name">The key or path of the file, for messages.</param>
/// <param name="arrays">The arrays, with unique names.</param>
internal sealed class NpzArrays(string name, IReadOnlyList<NpyArray> arrays)
{
    /// <summary>All arrays of the file.</summary>
    public IReadOnlyList<NpyArray> All { get; } = arrays;

    /// <summary>Whether the file contains an array of this name.</summary>
    public bool Contains(string array) => All.Any(one => one.Name == array);

    /// <summary>Gets the array of this name and type.</summary>
    /// <exception cref="CorruptResultException">The array is missing, or has another type.</exception>
    public NpyArray<T> Get<T>(string array) where T : unmanaged => All.FirstOrDefault(one => one.Name == array) switch
    {
        NpyArray<T> found => found,
        null => throw new CorruptResultException($"{name} has no array {array}. Delete the file and run again."),
        var other => throw new CorruptResultException(
            $"The array {array} of {name} has type {other.Type}, not {NpyTypes.DescriptorOf<T>()}. " +
            "Delete the file and run again."),
    };
}
