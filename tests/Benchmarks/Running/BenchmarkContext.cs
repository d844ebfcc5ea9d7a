using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>What a benchmark runs with.</summary>
/// <param name="Quick">Whether the run is short: few rounds and small cases.</param>
/// <param name="Folder">A folder that is deleted afterwards.</param>
internal sealed record BenchmarkContext(bool Quick, TemporaryFolder Folder)
{
    /// <summary>The film of the shared data: 854×480 H.264 with sound, 231 s.</summary>
    public static string Film { get; } = Path.Combine(Repository.SharedData ?? "", "videos", "agent327_480p_remux.mp4");

    /// <summary>The videos that are made from it.</summary>
    public TestVideos Videos { get; } = new();

    /// <summary>The rounds of a comparison.</summary>
    public int Rounds(int count) => Quick ? 1 : count;

    /// <summary>The cases: of a short run only those up to a size.</summary>
    public IEnumerable<T> Cases<T>(IEnumerable<T> cases, Func<T, bool> isQuick) => Quick ? cases.Where(isQuick) : cases;

    /// <summary>Reports what is being done to standard error.</summary>
    public static void Log(string text) => Console.Error.WriteLine($"  {text}");
}
