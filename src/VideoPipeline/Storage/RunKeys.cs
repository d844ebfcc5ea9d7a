namespace VideoPipeline.Storage;

/// <summary>The keys of the objects of one run in the store.</summary>
/// <param name="Execution">The execution's name.</param>
internal readonly record struct RunKeys(string Execution)
{
    /// <summary>The prefix of the keys of all runs.</summary>
    public const string Folder = "runs/";

    /// <summary>The prefix of the keys of the files that the console receives.</summary>
    public const string Uploads = "uploads/";

    /// <summary>The prefix of all keys of this run.</summary>
    public string Prefix => $"{Folder}{Execution}/";

    /// <summary>The execution's input.</summary>
    public string Input => Prefix + "input.json";

    /// <summary>The index of the video, made before decoding.</summary>
    public string Index => Prefix + "index.json";

    /// <summary>The tables of samples and frames of <c>Index</c>, in blocks.</summary>
    public string IndexTables => Prefix + "index.tables";

    /// <summary>The ranges, one item each for the Map state.</summary>
    public string Plan => Prefix + "plan.json";

    /// <summary>The stills to analyze after decoding, in groups (<c>StillsPlan</c>).</summary>
    public string Stills => Prefix + "stills.json";

    /// <summary>How the run was executed (<c>Results.RunReport</c>).</summary>
    public string RunReport => Prefix + "run.json";

    /// <summary>What the video contains (<c>Results.Summary</c>).</summary>
    public string Summary => Prefix + "summary.json";

    /// <summary>All per-frame arrays, one row per frame.</summary>
    public string Frames => Prefix + "frames.npz";

    /// <summary>The names of the model's classes, one per line.</summary>
    public string Labels => Prefix + "labels.txt";

    /// <summary>
    /// The keypoints of the fingerprinted frames (<c>Fingerprints.FingerprintFile</c>); only if fingerprints were
    /// requested.
    /// </summary>
    public string Fingerprints => Prefix + "fingerprints.npz";

    /// <summary>The mean image of all frames.</summary>
    public string Mean => Prefix + "mean.png";

    /// <summary>The colors of the video from left to right.</summary>
    public string BarCode => Prefix + "barcode.png";

    /// <summary>Pictures of the shots, with their times.</summary>
    public string ContactSheet => Prefix + "contact-sheet.jpg";

    /// <summary>The shots as a table.</summary>
    public string ShotTable => Prefix + "shots.csv";

    /// <summary>The shots as a timeline for editing programs.</summary>
    public string ShotTimeline => Prefix + "shots.otio";

    /// <summary>The shots as chapters for players.</summary>
    public string Chapters => Prefix + "chapters.vtt";

    /// <summary>The results as an HTML page.</summary>
    public string Report => Prefix + "report.html";

    /// <summary>The error with which the run failed.</summary>
    public string Failure => Prefix + "failure.json";

    /// <summary>The key of the report of a group's worker (<c>Results.RangeReport</c>).</summary>
    /// <param name="group">The index of the group.</param>
    public string StillsReport(int group) => $"{Prefix}stills/{group:D5}.json";

    /// <summary>The key of the report of a range's worker (<c>Results.RangeReport</c>).</summary>
    /// <param name="range">The index of the range in the plan.</param>
    public string RangeReport(int range) => $"{Prefix}ranges/{range:D5}.json";

    /// <summary>The key of the representative frame of a shot.</summary>
    /// <param name="number">The number of the shot, starting at 1.</param>
    public string Shot(int number) => $"{Prefix}shots/{number:D4}.jpg";

    /// <summary>The key of the reason why an upload or a ticket started no execution.</summary>
    /// <param name="execution">The name that the execution of an upload would have.</param>
    public static string Rejected(string execution) => $"rejected/{execution}.json";

    /// <summary>The key of a rejected ticket.</summary>
    /// <param name="name">The name of the reason's file.</param>
    public static string RejectedTicket(string name) => $"rejected/{name}.ticket";

    /// <summary>The key of the partial of a range, shared by all runs.</summary>
    /// <param name="hash">The hash of everything that determines the partial, in hexadecimal.</param>
    public static string Partial(string hash) => $"partials/{hash}.npz";
}
