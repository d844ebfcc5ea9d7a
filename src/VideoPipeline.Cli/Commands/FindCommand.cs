using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Search;
using VideoPipeline.Search;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>find</c>: finds in which videos, when and where in the frame an image appears.</summary>
internal sealed class FindCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _images = RejectOptions(new Argument<string[]>("IMAGE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Images to find: paths, or http://, https:// or s3://bucket/key addresses.",
    });

    private readonly Option<string[]> _runs = new("--in")
    {
        HelpName = "RUN",
        AllowMultipleArgumentsPerToken = true,
        Description = "Names of runs, or folders with their result files (default: all runs of the store).",
    };

    private readonly Option<bool> _duplicates = new("--duplicates")
    {
        Description = "List near-duplicate shots, within a video and across videos.",
    };

    private readonly Option<bool> _json = JsonOption("the result");

    public FindCommand(CommandContext context)
        : base("find", "Find images in analyzed videos: in which, when, and where in the frame.", context)
    {
        Add(_images);
        foreach (var option in (Option[])[_runs, _duplicates, _json]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_images) is { Tokens.Count: > 0 } == (result.GetResult(_duplicates) is { Implicit: false }))
                result.AddError("Give either images to find or --duplicates.");
        });
    }

    public override string Examples => """
          videopipeline find logo.png                         search all runs of the store
          videopipeline find logo.png box.jpg --in film-20261121T123557Z-8ad3f8 --json
          videopipeline find --duplicates
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var started = Context.Time.GetTimestamp();
        var runs = new NamedRuns(Context.StoreFolder, Context.WorkingFolder);
        var searched = await runs.OpenAsync(parsed.GetValue(_runs) ?? [], interrupted);
        foreach (var run in searched.Unreadable) Context.Error.WriteLine($"{run.Run} is skipped: {run.Error.Message}");
        string[] unreadable = [.. searched.Unreadable.Select(run => $"{run.Run}: {run.Error.Message}")];
        if (parsed.GetValue(_duplicates))
        {
            Write(new DuplicatesResult(searched.Count, NearDuplicates.Find(searched), unreadable), parsed.GetValue(_json));
            return ExitCode.Done;
        }

        var finder = new ImageFinder(searched);
        SourceAddress[] images = [.. parsed.GetValue(_images)!];
        var found = await ImageBatch.ProcessAsync(
            new VideoSources(),
            images,
            ToAbsolute,
            async (index, image) =>
            {
                var occurrences = await finder.FindAsync(GrayImage.Of(image), interrupted);
                return new ImageResult(images[index].ToString(), occurrences.Count > 0, occurrences);
            },
            (index, error) => new ImageResult(images[index].ToString(), null, [], error),
            interrupted).ToArrayAsync(interrupted);
        var answer = new FindResult(
            searched.Count, searched.Pictures, Context.Time.GetElapsedTime(started).TotalSeconds, found, unreadable);
        Write(answer, parsed.GetValue(_json));
        return found.Any(image => image.Error is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private void Write(FindResult answer, bool asJson)
    {
        if (asJson)
        {
            Context.Out.WriteLine(CliJson.Serialize(answer));
            return;
        }
        foreach (var image in answer.Images)
        {
            var result = image.Error ?? (image.Found == true ? "found" : "not found");
            Context.Out.WriteLine($"{image.Image}: {result}");
            Context.Out.Write(OccurrenceText.Format(image.Occurrences));
        }
        Context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Runs:N0} runs, {answer.Fingerprinted:N0} frames with fingerprints, {answer.Seconds:0.0} s"));
    }

    private void Write(DuplicatesResult answer, bool asJson)
    {
        if (asJson)
        {
            Context.Out.WriteLine(CliJson.Serialize(answer));
            return;
        }
        foreach (var (number, group) in answer.Groups.Index())
        {
            Context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number + 1}: {group.Count} shots look alike"));
            foreach (var shot in group)
                Context.Out.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"  {shot.Run}  frames {shot.Start}–{shot.End - 1}"));
        }
        if (answer.Groups.Count == 0) Context.Out.WriteLine("No two shots look alike.");
    }
}
