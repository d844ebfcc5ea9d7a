using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Storage;

/// <summary>The keys of what one execution leaves in the store.</summary>
/// <param name="Execution">The execution's name.</param>
public readonly record struct RunKeys(string Execution)
{
    /// <summary>What all keys of this run begin with.</summary>
    public string Prefix => $"runs/{Execution}/";

    /// <summary>The execution's input.</summary>
    public string Input => Prefix + "input.json";

    /// <summary>What was found in the video before decoding.</summary>
    public string Index => Prefix + "index.json";

    /// <summary>The samples and frames that <see cref="Index"/> tells of, in blocks.</summary>
    public string IndexTables => Prefix + "index.tables";

    /// <summary>The ranges, one item each for the state machine's map.</summary>
    public string Plan => Prefix + "plan.json";

    /// <summary>The frames that are looked at after decoding, in groups (<c>StillsPlan</c>).</summary>
    public string Stills => Prefix + "stills.json";

    /// <summary>Where and how it was run (<see cref="Results.RunReport"/>).</summary>
    public string Run => Prefix + "run.json";

    /// <summary>What the video contains (<see cref="Results.Summary"/>).</summary>
    public string Summary => Prefix + "summary.json";

    /// <summary>All arrays, one row a frame.</summary>
    public string Frames => Prefix + "frames.npz";

    /// <summary>The names of the model's classes, a line each.</summary>
    public string Labels => Prefix + "labels.txt";

    /// <summary>The keypoints of frames (<see cref="Fingerprints.FingerprintFile"/>); only where they were asked for.</summary>
    public string Fingerprints => Prefix + "fingerprints.npz";

    /// <summary>The mean of all frames.</summary>
    public string Mean => Prefix + "mean.png";

    /// <summary>Small pictures of frames at even distances, with their times.</summary>
    public string ContactSheet => Prefix + "contact-sheet.jpg";

    /// <summary>All of it as a page.</summary>
    public string Report => Prefix + "report.html";

    /// <summary>What failed and why.</summary>
    public string Failure => Prefix + "failure.json";

    /// <summary>What all keys of ranges that failed begin with.</summary>
    public string Failures => Prefix + "failures/";

    /// <summary>Why a range failed.</summary>
    /// <param name="range">The range's place in the plan.</param>
    public string FailureOf(int range) => $"{Failures}{range:D5}.json";

    /// <summary>Why a group of frames could not be looked at.</summary>
    /// <param name="group">The group's place among all.</param>
    public string FailureOfStills(int group) => $"{Failures}stills-{group:D5}.json";

    /// <summary>What a group's worker did (<see cref="Results.RangeReport"/>).</summary>
    /// <param name="group">The group's place among all.</param>
    public string StillsReport(int group) => $"{Prefix}stills/{group:D5}.json";

    /// <summary>What a range's worker did (<see cref="Results.RangeReport"/>).</summary>
    /// <param name="range">The range's place in the plan.</param>
    public string RangeReport(int range) => $"{Prefix}ranges/{range:D5}.json";

    /// <summary>The frame that stands for a shot.</summary>
    /// <param name="number">The number of the shot, from 1.</param>
    public string Shot(int number) => $"{Prefix}shots/{number:D4}.jpg";

    /// <summary>The partial of a range, shared by all runs.</summary>
    /// <param name="hash">The hash of all that determines it, in hexadecimal.</param>
    public static string Partial(string hash) => $"partials/{hash}.npz";
}
