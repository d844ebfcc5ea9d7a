using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Search;
using VideoPipeline.Results.Wording;
using VideoPipeline.Search;
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
        Description = "Names of runs, folders with their result files, or s3://bucket/ (default: all runs of the store).",
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
          videopipeline find logo.png --in s3://bucket/       search the index of a deployment
          videopipeline find --duplicates
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var started = Context.Time.GetTimestamp();
        var runs = new NamedRuns(Context.StoreFolder, Context.WorkingFolder, Context.Time);
        var names = parsed.GetValue(_runs) ?? [];
        if (parsed.GetValue(_duplicates))
        {
            var (compared, groups) = await FingerprintIndex.RetryAsync(async () =>
            {
                var opened = await runs.OpenAsync(names, interrupted);
                return (opened, await NearDuplicates.FindAsync(opened, interrupted));
            });
            Write(new DuplicatesResult(compared.Runs.Count, groups, Warn(compared)), parsed.GetValue(_json));
            return ExitCode.Done;
        }

        var queries = await ReadAsync([.. parsed.GetValue(_images)!], interrupted);
        ImageQuery[] read = [.. queries.Select(query => query.Query).OfType<ImageQuery>()];
        var (searched, found) = await FingerprintIndex.RetryAsync(async () =>
        {
            var opened = await runs.OpenAsync(names, interrupted);
            return (opened, await new ImageFinder(opened).FindAsync(read, interrupted));
        });
        var next = 0;
        var answer = new FindResult(
            searched.Runs.Count, searched.Videos, searched.Pictures, Context.Time.GetElapsedTime(started).TotalSeconds,
            runs.Access.Bytes, runs.Access.Requests,
            [.. queries.Select(query => query.Query is null ? query.Result : ImageResult.Of(query.Result.Image, found[next++]))],
            Warn(searched), searched.NotIndexed);
        if (searched.Pictures == 0)
            WriteNote(
                "None of these runs has fingerprints, so that only whole frames are compared. Make them with: "
                + "videopipeline run VIDEO --fingerprint");
        Write(answer, parsed.GetValue(_json));
        return answer.Images.Any(image => image.Error is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    // The fingerprints of each image, or the result with the error.
    private async Task<(ImageQuery? Query, ImageResult Result)[]> ReadAsync(
        SourceAddress[] images, CancellationToken interrupted) =>
        await ImageBatch.ProcessAsync<(ImageQuery?, ImageResult)>(
            CreateSources(),
            images,
            ToAbsolute,
            (index, image) => Task.FromResult<(ImageQuery?, ImageResult)>(
                (ImageQuery.Of(GrayImage.Of(image)), ImageResult.Of(images[index].ToString(), []))),
            (index, error) => (null, new ImageResult(images[index].ToString(), null, [], error)),
            interrupted).ToArrayAsync(interrupted);

    private string[] Warn(SearchableRuns runs)
    {
        foreach (var run in runs.Unreadable) Context.Error.WriteLine($"{run.Run} is skipped: {run.Error.Message}");
        if (runs.NotIndexed > 0)
            Context.Error.WriteLine(
                $"{runs.NotIndexed} runs are skipped: they are not in the search index, because they have not ended, have " +
                "failed, or were made by an earlier version.");
        return [.. runs.Unreadable.Select(run => $"{run.Run}: {run.Error.Message}")];
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
            $"{CountText.Of(answer.Runs, "run")} of {CountText.Of(answer.Videos, "video")}, " +
            $"{answer.Fingerprinted:N0} frames with fingerprints, " +
            $"{answer.Seconds:0.0} s, " +
            $"{answer.Bytes:N0} bytes in {answer.Requests:N0} requests"));
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
