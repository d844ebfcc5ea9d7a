namespace VideoPipeline.Layers.Auditing;

/// <summary>A problem that would make a package fail in Lambda.</summary>
/// <param name="Package">The name of the package.</param>
/// <param name="File">The path of the file in the package; empty for the package as a whole.</param>
/// <param name="Problem">What is wrong, including the symbol, library, mode or size.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsSubstitute">Whether the file is a substitute (<see cref="SubstituteRules"/>), which works everywhere except
/// with Lambda's managed runtime.</param>
public sealed record Finding(string Package, string File, string Problem, string Remedy, bool IsSubstitute = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Package}{(File.Length > 0 ? $": {File}" : "")}: {Problem}. {Remedy}.";
}
