namespace VideoPipeline.StatesLanguage.Errors;

/// <summary>A state machine definition that Step Functions would not accept, or that this engine does not
/// cover.</summary>
/// <param name="path">Where in the definition, such as <c>States.Decode.ItemReader.ReaderConfig</c>; empty for the
/// whole.</param>
/// <param name="problem">What is wrong there.</param>
/// <param name="remedy">What to write instead.</param>
public sealed class InvalidDefinitionException(string path, string problem, string remedy)
    : Exception($"{(path.Length == 0 ? "The definition" : path)}: {problem} {remedy}")
{
    public string Path { get; } = path;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;
}
