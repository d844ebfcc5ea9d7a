using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Cli.Exports;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Search;
using VideoPipeline.Errors;
using VideoPipeline.Exports.Timecodes;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>export</c>: writes the results of a run for other tools.</summary>
internal sealed class ExportCommand : VideoPipelineCommand
{
    private const string StandardOutput = "-";

    private readonly Argument<string> _run = RejectOptions(new Argument<string>("RUN")
    {
        Description = "The name of a run in the store, or a folder with its result files.",
    });

    private readonly Option<string[]> _formats = new("--as")
    {
        Required = true,
        HelpName = "FORMAT",
        Description = "One or more, separated by commas:\n" +
            string.Join('\n', RunExports.Groups.Select(group => $"{group.Key}: {string.Join(" and ", group.Value)}")
                .Concat(RunExports.All.Select(export => $"{export.Format}: {export.Description}"))),
    };

    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "The output folder, or - for standard output (default: the folder of the run).",
    };

    private readonly Option<bool> _nonDrop = new("--non-drop")
    {
        Description = "Count 29.97 and 59.94 frames/s in non-drop-frame timecodes (default: drop-frame).",
    };

    private readonly Option<string?> _start = new("--start")
    {
        HelpName = "TIMECODE",
        Description = "The timecode of the video's first frame (default: 00:00:00:00).",
    };

    private readonly Option<string?> _video = new("--video")
    {
        HelpName = "VIDEO",
        Description = "The present address of the video, if it was moved or its address had credentials.",
    };

    private readonly Option<bool> _json = JsonOption("the paths of the files");

    public ExportCommand(CommandContext context)
        : base("export", "Write the results of a run for other tools: tables, edit lists, chapters, thumbnails.", context)
    {
        Add(_run);
        foreach (var option in (Option[])[_formats, _output, _nonDrop, _start, _video, _json]) Add(option);
        Validators.Add(Check);
    }

    public override string Examples => """
          videopipeline export film-20261121T123557Z-8ad3f8 --as edl,otio,fcpxml
          videopipeline export results --as edl --start 01:00:00:00 --out edit
          videopipeline export results --as shots-csv --out -
          videopipeline export results --as sprites --out www
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var given = parsed.GetValue(_output);
        var output = given == StandardOutput ? null : OutputFolder.FromOption(given, Context.WorkingFolder);
        var folder = new NamedRuns(Context.StoreFolder, Context.WorkingFolder, Context.Time).FolderOf(parsed.GetValue(_run)!);
        var run = new ExportedRun(
            folder, new TimecodeOptions(parsed.GetValue(_nonDrop), parsed.GetValue(_start)),
            parsed.GetValue(_video) is { } video ? ToAbsolute(video) : null);
        RunExport[] exports = [.. Names(parsed.GetValue(_formats)!).SelectMany(RunExports.Find).Distinct()];
        output?.CheckIsFor(run.StoredVideo.ToString());
        if (given == StandardOutput) WriteText(run, exports);
        else Write(await RunExporter.WriteAsync(run, exports, output?.Path ?? folder, interrupted), parsed.GetValue(_json));
        foreach (var export in exports) WriteNote(export.Remark(run));
        return ExitCode.Done;
    }

    private void WriteText(ExportedRun run, RunExport[] exports)
    {
        if (exports is not [TextExport export])
            throw new InvalidInputException(
                $"{string.Join(", ", exports.Select(one => one.Format))} cannot be written to standard output: it takes one " +
                "format that is a text. Give --out DIR.");
        export.Write(run, Context.Out);
    }

    private void Write(IReadOnlyList<string> paths, bool asJson)
    {
        if (asJson) Context.Out.WriteLine(CliJson.Serialize(new ExportedFiles(paths)));
        else foreach (var path in paths) Context.Out.WriteLine(path);
    }

    private void Check(CommandResult result)
    {
        foreach (var name in Names(result.GetValue(_formats) ?? []))
        {
            if (RunExports.Find(name).Count == 0)
                result.AddError(
                    $"--as {name} is not a format. Give one or more of " +
                    $"{string.Join(", ", RunExports.Groups.Keys.Concat(RunExports.All.Select(export => export.Format)))}.");
        }
        if (result.GetValue(_output) == StandardOutput && result.GetValue(_json))
            result.AddError("--json prints the paths of files and cannot be combined with --out -.");
    }

    private static IEnumerable<string> Names(IEnumerable<string> formats) =>
        formats.SelectMany(format => format.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The paths of the written files, as JSON.</summary>
internal sealed record ExportedFiles(IReadOnlyList<string> Files);
