using System.Globalization;
using VideoPipeline.Layers.Packages;

namespace VideoPipeline.Layers.Auditing;

/// <summary>Checks the size limits of Lambda and of the budget.</summary>
internal static class SizeRules
{
    public static IEnumerable<Finding> Check(IReadOnlyList<Package> packages, PackageLimits budget)
    {
        foreach (var package in packages)
        {
            var limit = Math.Min(PackageLimits.MaxUploadLength, budget.ZipLengths.GetValueOrDefault(package.Name, long.MaxValue));
            if (package.ZipLength > limit)
            {
                yield return new Finding(
                    package.Name, "", $"it has {MB(package.ZipLength)}; the limit is {MB(limit)}",
                    $"Remove files: the largest are {Largest(package)}");
            }
        }

        // The budget does not apply to models, whose size is given; Lambda's limit does.
        IReadOnlyList<Package> budgeted = [.. packages.Where(package => budget.ZipLengths.ContainsKey(package.Name))];
        foreach (var (name, set, limit) in new[]
        {
            ("all packages", packages, PackageLimits.MaxUnzippedLength),
            (string.Join(", ", budget.ZipLengths.Keys), budgeted, budget.Length),
        })
        {
            var length = set.Sum(package => package.Length);
            if (length > limit)
            {
                yield return new Finding(
                    name, "", $"together they have {MB(length)} unzipped; the limit is {MB(limit)}",
                    "Remove a layer, or make one smaller");
            }
        }

        var layers = packages.Count(package => package.Mount == Mount.Opt);
        if (layers > PackageLimits.MaxLayers)
            yield return new Finding(
                "all packages", "", $"{layers} layers; the limit is {PackageLimits.MaxLayers}", "Merge layers");
    }

    private static string Largest(Package package) => string.Join(", ", package.Entries
        .OrderByDescending(entry => entry.Content.Length).Take(3).Select(entry => $"{entry.Path} ({MB(entry.Content.Length)})"));

    internal static string MB(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.0##} MB");
}
