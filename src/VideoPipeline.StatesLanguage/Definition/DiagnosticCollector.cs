using VideoPipeline.StatesLanguage.Errors;

namespace VideoPipeline.StatesLanguage.Definition;

/// <summary>The diagnostics of a definition in the order in which they are found, each once.</summary>
internal sealed class DiagnosticCollector
{
    private readonly HashSet<(string, string, string?)> _known = [];
    private readonly List<DefinitionDiagnostic> _all = [];

    public IReadOnlyList<DefinitionDiagnostic> All => _all;

    public void Add(DefinitionDiagnostic diagnostic)
    {
        if (_known.Add((diagnostic.Code, diagnostic.Message, diagnostic.Location))) _all.Add(diagnostic);
    }
}
