using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Search;
using VideoPipeline.Search;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>find</c>: in which videos, when and where in the picture an image appears.</summary>
internal sealed class FindCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _images = RefuseOptions(new Argument<string[]>("IMAGE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Pictures to look for: paths, or http://, https:// or s3://bucket/key addresses.",
    });

    private readonly Option<string[]> _runs = new("--in")
    {
        HelpName = "RUN",
        AllowMultipleArgumentsPerToken = true,
        Description = "Names of runs, or folders with their results (default: all runs of the store).",
    };

    private readonly Option<bool> _duplicates = new("--duplicates")
    {
        Description = "Instead of looking for pictures, list the shots that look alike, within a video and across videos.",
    };

    private readonly Option<bool> _json = JsonOption("what was found");

    public FindCommand(CommandContext context)
        : base("find", "Find pictures in analysed videos: in which, when, and where in the frame.", context)
    {
        Add(_images);
        foreach (var option in (Option[])[_runs, _duplicates, _json]) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(_images) is { Tokens.Count: > 0 } == (result.GetResult(_duplicates) is { Implicit: false }))
                result.AddError("Give pictures to look for, or --duplicates.");
        });
    }

    public override string Examples => """
          videopipeline find logo.png                         in all runs of the store
          videopipeline find logo.png box.jpg --in film-20261121T123557Z-8ad3f8 --json
          videopipeline find --duplicates
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var started = Context.Time.GetTimestamp();
        var searched = await new NamedRuns(Context.StoreFolder, Context.WorkingFolder).OpenAsync(parsed.GetValue(_runs) ?? [], interrupted);
        foreach (var one in searched.LeftOut) Context.Error.WriteLine($"{one.Run} is left out: {one.Problem.Message}");
        string[] unreadable = [.. searched.LeftOut.Select(one => $"{one.Run}: {one.Problem.Message}")];
        if (parsed.GetValue(_duplicates))
        {
            Tell(new DuplicatesAnswer(searched.Count, NearDuplicates.Of(searched), unreadable), parsed.GetValue(_json));
            return ExitCode.Done;
        }

        var finder = new PictureFinder(searched);
        var asked = parsed.GetValue(_images)!;
        var found = await Pictures.EachAsync(
            new VideoSources(),
            asked,
            Absolute,
            async (place, picture) =>
            {
                var sightings = await finder.FindAsync(GreyImage.Of(picture), interrupted);
                return new FoundPicture(SourceAddress.ForDisplay(asked[place]), sightings.Count > 0, sightings);
            },
            (place, error) => new FoundPicture(SourceAddress.ForDisplay(asked[place]), null, [], error),
            interrupted).ToArrayAsync(interrupted);
        var answer = new FindAnswer(
            searched.Count, searched.Pictures, Context.Time.GetElapsedTime(started).TotalSeconds, found, unreadable);
        Tell(answer, parsed.GetValue(_json));
        return found.Any(one => one.Error is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private void Tell(FindAnswer answer, bool asJson)
    {
        if (asJson)
        {
            Context.Out.WriteLine(CliJson.Text(answer));
            return;
        }
        foreach (var one in answer.Images)
        {
            var what = one.Error ?? (one.Found == true ? "found" : "not found");
            Context.Out.WriteLine($"{one.Image}: {what}");
            Context.Out.Write(OccurrenceText.Of(one.Sightings));
        }
        Context.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{answer.Runs:N0} runs, {answer.Fingerprinted:N0} frames with fingerprints, {answer.Seconds:0.0} s"));
    }

    private void Tell(DuplicatesAnswer answer, bool asJson)
    {
        if (asJson)
        {
            Context.Out.WriteLine(CliJson.Text(answer));
            return;
        }
        foreach (var (number, group) in answer.Groups.Index())
        {
            Context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number + 1}: {group.Count} shots look alike"));
            foreach (var shot in group) Context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {shot.Run}  frames {shot.Start}–{shot.End - 1}"));
        }
        if (answer.Groups.Count == 0) Context.Out.WriteLine("No two shots look alike.");
    }
}
