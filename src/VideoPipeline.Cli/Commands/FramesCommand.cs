using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Results.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>frames</c>: extracts exact frames, without the state machine.</summary>
internal sealed class FramesCommand : VideoPipelineCommand
{
    private const string Md5 = "md5", Png = "png", Npy = "npy";

    private readonly Argument<string[]> _videos = VideosArgument(ArgumentArity.OneOrMore);
    private readonly Option<bool> _recursive = RecursiveOption();
    private readonly Option<int?> _stream = StreamOption();
    private readonly SelectionOptions _selection = new();
    private readonly Option<string> _format = new("--as")
    {
        Required = true,
        HelpName = "md5|png|npy",
        Description = "md5: a line frame,pts,md5(rgb24) per frame; png: a file per frame in --out; " +
            "npy: one RGB array n×h×w×3 in --out or on standard output.",
    };

    private readonly Option<string?> _output = new("--out") { HelpName = "DIR", Description = "The output folder." };
    private readonly Option<bool> _json = JsonOption("the result");

    public FramesCommand(CommandContext context)
        : base("frames", "Extract exact frames of a video, bit-identical to those of a sequential decode.", context)
    {
        _format.AcceptOnlyFromAmong(Md5, Png, Npy);
        Add(_videos);
        foreach (var option in (Option[])[_recursive, .. _selection.All, _stream, _format, _output, _json]) Add(option);
        Validators.Add(Check);
    }

    public override string Examples => """
          videopipeline frames film.mp4 --frames 100:110 --as md5
          videopipeline frames film.mp4 --at 0,250,1:02.5 --as png --out stills
          videopipeline frames film.mp4 --every 24 --as md5
          videopipeline frames film.mp4 --count 20 --as png --out stills
          videopipeline frames film.mp4 --frames :25 --as npy > frames.npy
          videopipeline frames videos/ --count 5 --as png --out stills
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var given = await ExpandAsync(parsed.GetValue(_videos)!, parsed.GetValue(_recursive), interrupted);
        var folder = parsed.GetValue(_output) is { } path ? OutputFolder.Resolve(path, Context.WorkingFolder) : null;
        var format = parsed.GetValue(_format)!;
        if (format == Npy && folder is null && given.AreMany)
            throw new InvalidInputException("--as npy writes one array per video. Give --out DIR for several videos.");
        if (format == Npy && folder is null && Context.OutIsTerminal)
            throw new InvalidInputException(
                "--as npy cannot write binary data to a terminal. Give --out DIR or redirect standard output to a file.");

        return await VideoSequence.ForEachAsync(
            given, parsed.GetValue(_json), Context,
            (video, name) => ExtractAsync(given, video, name, folder, parsed, interrupted));
    }

    private async Task ExtractAsync(
        GivenVideos given, SourceAddress video, string name, string? folder, ParseResult parsed, CancellationToken interrupted)
    {
        var addressed = new ExecutionInput { Video = video, Stream = parsed.GetValue(_stream) };
        var input = _selection.ApplyTo(addressed, parsed).ValidatedFor([.. _selection.All, _stream]);
        var selection = input.GetSelection()!;
        var json = parsed.GetValue(_json);
        using var work = new WorkingFolder();
        await using var source = await CreateSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        WriteNote(index.Remark);
        WriteNote(selection.Remark);
        var indexed = source.Access;
        using IFrameOutput files = parsed.GetValue(_format) switch
        {
            Md5 => new Md5Lines(Context.Out, index.Video.TimeBase, json ? sums => given.ToJson(video, sums) : null),
            Png => new PngFiles(folder!, name, index),
            _ => new NpyFile(folder, name, Context.OpenOut),
        };
        var extractor = new FrameExtractor(source, index, Environment.ProcessorCount);
        await extractor.ExtractAsync(selection, files, interrupted);
        if (given.AreMany && !json && parsed.GetValue(_format) == Md5) Context.Out.WriteLine($"# {video}");
        var access = new RunAccess(
            new IndexAccess(indexed.Bytes, indexed.Requests),
            new DecodeAccess(
                source.Access.Bytes - indexed.Bytes, source.Access.Requests - indexed.Requests, extractor.SamplesRead,
                extractor.FramesDecoded, extractor.FramesDelivered));
        var paths = files.Complete(access);
        if (json && paths.Count > 0) Context.Out.WriteLine(given.ToJson(video, new WrittenFiles(paths, access)));
        else foreach (var path in paths) Context.Out.WriteLine(path);
    }

    private void Check(CommandResult result)
    {
        if (_selection.CountUsed(result) != 1)
            result.AddError($"Select frames with exactly one of {SelectionOptions.Names}.");
        var format = result.GetResult(_format)?.Tokens.FirstOrDefault()?.Value;
        if (format == Png && result.GetResult(_output) is null) result.AddError("--as png requires --out DIR.");
        if (format == Md5 && result.GetResult(_output) is not null)
            result.AddError("--as md5 writes to standard output and cannot be combined with --out.");
        if (format == Npy && result.GetResult(_output) is null && result.GetResult(_json) is not null)
            result.AddError("--as npy without --out writes the array to standard output and cannot be combined with --json.");
    }
}

/// <summary>The written files and the access counts, as JSON.</summary>
internal sealed record WrittenFiles(IReadOnlyList<string> Files, RunAccess Access);
