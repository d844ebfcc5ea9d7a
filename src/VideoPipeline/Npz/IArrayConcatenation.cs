namespace VideoPipeline.Npz;

/// <summary>Concatenates arrays along the first axis, one after another.</summary>
internal interface IArrayConcatenation : IDisposable
{
    /// <summary>Adds an array, which must not be modified afterwards.</summary>
    void Add(NpyArray part);

    /// <summary>Returns the concatenation of the arrays added; it has the name of the first.</summary>
    /// <exception cref="ArgumentException">The arrays differ in type or in another axis.</exception>
    NpyArray ToArray();
}
