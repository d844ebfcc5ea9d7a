namespace VideoPipeline.Layers.Auditing;

/// <summary>Why a package would fail in Lambda.</summary>
/// <param name="Package">The package.</param>
/// <param name="File">The file in it; empty where it is the package as a whole.</param>
/// <param name="Problem">What is wrong, with the symbol, library, mode or size.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsSubstitute">Whether it is a substitute (<see cref="SubstituteRules"/>), with which all but Lambda's own runtime works.</param>
public sealed record Finding(string Package, string File, string Problem, string Remedy, bool IsSubstitute = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Package}{(File.Length > 0 ? $": {File}" : "")}: {Problem}. {Remedy}.";
}
