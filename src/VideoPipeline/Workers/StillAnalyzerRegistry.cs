using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Planning;
using VideoPipeline.Stills;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Workers;

/// <summary>The registered factories of still analyzers.</summary>
/// <param name="factories">The factories, one per kind.</param>
internal sealed class StillAnalyzerRegistry(IReadOnlyList<IStillAnalyzerFactory> factories)
{
    /// <summary>Creates the standard still analyzers: classification and SIFT.</summary>
    /// <param name="models">The library of models.</param>
    public static StillAnalyzerRegistry CreateStandard(ModelLibrary models) =>
        new([new ClassificationAnalyzerFactory(models), new SiftAnalyzerFactory()]);

    /// <summary>Prepares the still analyzers that the input requests.</summary>
    public async Task<IReadOnlyList<PreparedStillAnalyzer>> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        var analyzers = new List<PreparedStillAnalyzer>();
        foreach (var factory in factories)
            if (await factory.PrepareAsync(input, cancellation) is { } analyzer) analyzers.Add(analyzer);
        return analyzers;
    }

    /// <summary>Prepares the still analyzers for a worker and verifies that they are those of the plan.</summary>
    /// <param name="input">The input of the execution.</param>
    /// <param name="planned">The specifications that were prepared when the run was planned; null for none.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">An analyzer has changed, because its model was replaced.</exception>
    public async Task<IReadOnlyList<PreparedStillAnalyzer>> PrepareAsync(
        ExecutionInput input, IReadOnlyList<StillAnalyzerSpec>? planned, CancellationToken cancellation)
    {
        if (planned is null) return [];
        var analyzers = await PrepareAsync(input, cancellation);
        var changed = planned.FirstOrDefault(spec => analyzers.All(analyzer => analyzer.Spec != spec));
        return changed is null
            ? analyzers
            : throw new InvalidInputException(
                $"The still analyzer {changed.Name} ({changed.Key}) was replaced during the run. Run again.");
    }
}
