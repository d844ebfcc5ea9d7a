using System.CommandLine;
using System.CommandLine.Parsing;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Results.Files;
using VideoPipeline.Sources;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>frames</c>: extracts exact frames, without the state machine.</summary>
internal sealed class FramesCommand : VideoPipelineCommand
{
    private const string Md5 = "md5", Png = "png", Npy = "npy";

    private readonly Argument<string> _video = VideoArgument();
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
        Add(_video);
        foreach (var option in (Option[])[.. _selection.All, _stream, _format, _output, _json]) Add(option);
        Validators.Add(Check);
    }

    public override string Examples => """
          videopipeline frames film.mp4 --frames 100:110 --as md5
          videopipeline frames film.mp4 --at 0,250,1:02.5 --as png --out stills
          videopipeline frames film.mp4 --every 24 --as md5
          videopipeline frames film.mp4 --count 20 --as png --out stills
          videopipeline frames film.mp4 --frames :25 --as npy > frames.npy
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var video = new ExecutionInput { Video = ToAbsolute(parsed.GetValue(_video)!), Stream = parsed.GetValue(_stream) };
        var input = _selection.ApplyTo(video, parsed).Validated();
        var folder = parsed.GetValue(_output) is { } given ? OutputFolder.Resolve(given, Context.WorkingFolder) : null;
        var selection = input.GetSelection()!;
        var format = parsed.GetValue(_format)!;
        if (format == Npy && folder is null && Context.OutIsTerminal)
            throw new InvalidInputException(
                "--as npy cannot write binary data to a terminal. Give --out DIR or redirect standard output to a file.");

        using var work = new WorkingFolder();
        await using var source = await new VideoSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        WriteNote(index.Remark);
        WriteNote(selection.Remark);
        var indexed = source.Access;
        var stem = VideoStem.Of(input.Video);
        using IFrameOutput files = format switch
        {
            Md5 => new Md5Lines(Context.Out, index.Video.TimeBase, parsed.GetValue(_json)),
            Png => new PngFiles(folder!, stem, index),
            _ => new NpyFile(folder, stem, Context.OpenOut),
        };
        var extractor = new FrameExtractor(source, index, Environment.ProcessorCount);
        await extractor.ExtractAsync(selection, files, interrupted);
        var access = new RunAccess(
            new IndexAccess(indexed.Bytes, indexed.Requests),
            new DecodeAccess(
                source.Access.Bytes - indexed.Bytes, source.Access.Requests - indexed.Requests, extractor.SamplesRead,
                extractor.FramesDecoded, extractor.FramesDelivered));
        Write(files.Complete(access), access, parsed.GetValue(_json));
        return ExitCode.Done;
    }

    private void Write(IReadOnlyList<string> paths, RunAccess access, bool asJson)
    {
        if (paths.Count == 0) return;
        if (asJson) Context.Out.WriteLine(CliJson.Serialize(new WrittenFiles(paths, access)));
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
