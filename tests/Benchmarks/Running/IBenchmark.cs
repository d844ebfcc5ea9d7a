using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>A benchmark.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line, in the results and in the template of the report.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Description { get; }

    /// <summary>Whether it runs if no benchmark is named.</summary>
    bool IsStandard => true;

    /// <summary>Its chart in the report; null for none.</summary>
    Chart? Chart => null;

    /// <summary>Runs it.</summary>
    Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context);
}
