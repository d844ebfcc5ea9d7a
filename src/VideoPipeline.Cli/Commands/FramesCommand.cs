using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using VideoPipeline.Cli.Frames;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Results.Files;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>frames</c>: exactly the frames that are named, without the state machine.</summary>
internal sealed class FramesCommand : VideoPipelineCommand
{
    private const string Md5 = "md5", Png = "png", Npy = "npy";

    private readonly Argument<string> _video = VideoArgument();
    private readonly Option<int?> _stream = StreamOption();
    private readonly PickOptions _picking = new();
    private readonly Option<string> _form = new("--as")
    {
        Required = true,
        HelpName = "md5|png|npy",
        Description = "md5: a line frame,pts,md5(rgb24) for each; png: a file for each, in --out; npy: one array n×h×w×3 of RGB, in --out or to standard output.",
    };

    private readonly Option<string?> _output = new("--out") { HelpName = "DIR", Description = "Where files go." };
    private readonly Option<bool> _json = JsonOption("what was made");

    public FramesCommand(CommandContext context)
        : base("frames", "Exact frames of a video, bit for bit those of decoding it from its beginning.", context)
    {
        _form.AcceptOnlyFromAmong(Md5, Png, Npy);
        Add(_video);
        foreach (var option in (Option[])[.. _picking.All, _stream, _form, _output, _json]) Add(option);
        Validators.Add(Check);
    }

    public override string Examples => """
          videopipeline frames film.mp4 --frames 100:110 --as md5
          videopipeline frames film.mp4 --at 0,250,1:02.5 --as png --out stills
          videopipeline frames film.mp4 --every 24 --as md5
          videopipeline frames film.mp4 --frames :25 --as npy > frames.npy
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var input = _picking.On(new ExecutionInput { Video = Absolute(parsed.GetValue(_video)!), Stream = parsed.GetValue(_stream) }, parsed).Validated();
        var folder = parsed.GetValue(_output) is { } given ? Path.GetFullPath(given, Context.WorkingFolder) : null;
        var asked = parsed.GetValue(_form)!;
        if (asked == Npy && folder is null && Context.OutIsTerminal)
            throw new InvalidInputException("An array would garble the terminal: name a folder by --out, or redirect standard output to a file.");

        using var work = new WorkingFolder();
        await using var source = await new VideoSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        Remark(index.Remark);
        var indexed = source.Access;
        using IFrameFiles files = asked switch
        {
            Md5 => new Md5Lines(Context.Out, index.Video.TimeBase, parsed.GetValue(_json)),
            Png => new PngFiles(folder!),
            _ => new NpyFile(folder, Context.OpenOut),
        };
        var picker = new FrameExtractor(source, index, Environment.ProcessorCount);
        await picker.ExtractAsync(input.Selection()!, files, interrupted);
        var access = new RunAccess(
            new IndexAccess(indexed.Bytes, indexed.Requests),
            new DecodeAccess(
                source.Access.Bytes - indexed.Bytes, source.Access.Requests - indexed.Requests, picker.SamplesRead, picker.FramesDecoded,
                picker.FramesDelivered));
        Tell(files.Complete(access), access, parsed.GetValue(_json));
        return ExitCode.Done;
    }

    private void Tell(IReadOnlyList<string> paths, RunAccess access, bool asJson)
    {
        if (paths.Count == 0) return;
        if (asJson) Context.Out.WriteLine(CliJson.Text(new FilesMade(paths, access)));
        else foreach (var path in paths) Context.Out.WriteLine(path);
    }

    private void Check(CommandResult result)
    {
        if (_picking.Used(result) != 1)
            result.AddError("Say which frames, in one way: --frames A:B, --at LIST, --every N, --fps F or --keyframes.");
        var asked = result.GetResult(_form)?.Tokens.FirstOrDefault()?.Value;
        if (asked == Png && result.GetResult(_output) is null) result.AddError("--as png needs --out DIR for its files.");
        if (asked == Md5 && result.GetResult(_output) is not null) result.AddError("--as md5 prints lines and takes no --out.");
        if (asked == Npy && result.GetResult(_output) is null && result.GetResult(_json) is not null)
            result.AddError("--as npy without --out writes the array to standard output, where no JSON can follow.");
    }
}

/// <summary>The files that were made, and what that took, as JSON.</summary>
internal sealed record FilesMade(IReadOnlyList<string> Files, RunAccess Access);
