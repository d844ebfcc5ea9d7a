namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>A state machine definition is invalid, or uses a feature that this engine does not support.</summary>
/// <param name="path">The location in the definition, such as <c>States.Decode.ItemReader.ReaderConfig</c>; empty for the
/// whole definition.</param>
/// <param name="problem">A sentence that says what is wrong.</param>
/// <param name="remedy">A sentence that says what to write instead.</param>
public sealed class InvalidDefinitionException(string path, string problem, string remedy)
    : Exception($"{(path.Length == 0 ? "The definition" : path)}: {problem} {remedy}")
{
    public string Path { get; } = path;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;
}
