using System.CommandLine;
using System.Text;
using System.Text.Json;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Cli.Logs;
using VideoPipeline.Errors;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Local.Runs;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>invoke</c>: invokes a function of the template on this machine, with the store of the current folder.</summary>
internal sealed class InvokeCommand : VideoPipelineCommand
{
    private readonly Argument<string> _function = RejectOptions(new Argument<string>("FUNCTION")
    {
        Description = "The logical ID of a function of the template, such as IndexFunction.",
    });

    private readonly Argument<string?> _event = new("EVENT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A JSON file with the input, or - for standard input (default: {}).",
    };

    private readonly Option<bool> _isolated = new("--isolated")
    {
        Description = "Run the function in a separate process with its limits, as Lambda does.",
    };

    public InvokeCommand(CommandContext context)
        : base("invoke", "Invoke a function of the template with an event, and print what it returns.", context)
    {
        Add(_function);
        Add(_event);
        Add(_isolated);
    }

    public override string Examples => """
          videopipeline invoke IndexFunction events/index.json
          videopipeline invoke ImagesFunction events/images-shape.json
          echo '{"run": "try", "input": {"video": "film.mp4"}}' | videopipeline invoke IndexFunction -
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var payload = await ReadEventAsync(parsed.GetValue(_event), interrupted);
        var options = new LocalRunsOptions
        {
            StoreFolder = Context.StoreFolder,
            Isolated = parsed.GetValue(_isolated),
            LogFunction = new LogWriter(Context.Error, json: false, Context.Time).Write,
        };
        var store = FolderStore.Open(Context.StoreFolder, Context.Time);
        await using var pipeline = new HostedPipeline(options, store, new Dictionary<string, string>(), static _ => { });
        var function = parsed.GetRequiredValue(_function);
        EnsureExists(function, pipeline.Template);
        try
        {
            var result = await pipeline.Functions.InvokeAsync(function, payload, interrupted);
            Context.Out.WriteLine(Encoding.UTF8.GetString(result));
            return ExitCode.Done;
        }
        catch (FunctionFailedException failure)
        {
            Context.Out.WriteLine(Encoding.UTF8.GetString(failure.Payload.Span));
            Context.Error.WriteLine(FailureText.Of(failure.ErrorType, failure.ErrorMessage));
            return FailureText.ExitCodeOf(failure.ErrorType);
        }
    }

    private static void EnsureExists(string function, SamTemplate template)
    {
        if (!template.Functions.ContainsKey(function))
            throw new InvalidInputException(
                $"'{function}' is not a function of the template. The functions are " +
                $"{string.Join(", ", template.Functions.Keys.Order(StringComparer.Ordinal))}.");
    }

    private async Task<byte[]> ReadEventAsync(string? file, CancellationToken interrupted)
    {
        if (file is null) return "{}"u8.ToArray();
        try
        {
            var text = file == "-"
                ? await Context.In.ReadToEndAsync(interrupted)
                : await File.ReadAllTextAsync(Path.GetFullPath(file, Context.WorkingFolder), interrupted);
            using var json = JsonDocument.Parse(text);
            return Encoding.UTF8.GetBytes(text);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The event {file} cannot be used: {e.Message}", e);
        }
    }
}
