using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Planning;
using VideoPipeline.Stills;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Workers;

/// <summary>The kinds of looks there are.</summary>
public sealed class StillAnalyzers(IReadOnlyList<IStillAnalyzerFactory> kinds)
{
    /// <summary>Those of this product.</summary>
    /// <param name="models">Finds models.</param>
    public static StillAnalyzers Standard(ModelLibrary models) => new([new ClassificationAnalyzer(models), new SiftAnalyzerFactory()]);

    /// <summary>The looks that the input asks for; none where it asks for none.</summary>
    public async Task<IReadOnlyList<PreparedStillAnalyzer>> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        var looks = new List<PreparedStillAnalyzer>();
        foreach (var kind in kinds)
            if (await kind.PrepareAsync(input, cancellation) is { } look) looks.Add(look);
        return looks;
    }

    /// <summary>The same for a worker, which must find what the run began with.</summary>
    /// <param name="input">The execution's input.</param>
    /// <param name="terms">What was prepared when the run was planned; null for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidInputException">Something is not what it was: a model was replaced.</exception>
    public async Task<IReadOnlyList<PreparedStillAnalyzer>> PrepareAsync(
        ExecutionInput input, IReadOnlyList<StillAnalyzerSpec>? terms, CancellationToken cancellation)
    {
        if (terms is null) return [];
        var looks = await PrepareAsync(input, cancellation);
        var changed = terms.FirstOrDefault(one => looks.All(look => look.Spec != one));
        return changed is null
            ? looks
            : throw new InvalidInputException($"What the run was to look for ({changed.Name}: {changed.Key}) was replaced while it ran. Run again.");
    }
}
