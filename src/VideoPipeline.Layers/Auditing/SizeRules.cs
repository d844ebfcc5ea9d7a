using System.Globalization;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Lambda's limits and our own.</summary>
internal static class SizeRules
{
    public static IEnumerable<Finding> Check(IReadOnlyList<Package> packages, Budget budget)
    {
        foreach (var package in packages)
        {
            var most = Math.Min(Budget.LargestUpload, budget.ZipLengths.GetValueOrDefault(package.Name, long.MaxValue));
            if (package.ZipLength > most)
                yield return new Finding(package.Name, "", $"{MB(package.ZipLength)}; at most {MB(most)} are allowed", $"Leave something out: the largest files are {Largest(package)}");
        }

        // Models are as large as they are: only Lambda's limit holds for them.
        foreach (var (name, those, limit) in new[]
        {
            ("all packages", packages, Budget.LargestUnzipped),
            (string.Join(", ", budget.ZipLengths.Keys), [.. packages.Where(package => budget.ZipLengths.ContainsKey(package.Name))], budget.Length),
        })
        {
            var length = those.Sum(package => package.Length);
            if (length > limit)
                yield return new Finding(name, "", $"{MB(length)} unzipped; at most {MB(limit)} are allowed together", "Leave a layer out, or make one smaller");
        }

        var layers = packages.Count(package => package.Mount == Mount.Opt);
        if (layers > Budget.MostLayers)
            yield return new Finding("all packages", "", $"{layers} layers; a function may have {Budget.MostLayers}", "Join some");
    }

    private static string Largest(Package package) => string.Join(", ", package.Entries
        .OrderByDescending(entry => entry.Content.Length).Take(3).Select(entry => $"{entry.Path} ({MB(entry.Content.Length)})"));

    private static string MB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0##} MB");
}
