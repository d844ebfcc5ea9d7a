using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The ResultWriter of a Map Run: formats the results, and writes them to objects if it names a bucket.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html</remarks>
internal sealed class ResultWriter
{
    private static readonly LanguageFields s_fields = new(["Resource", "WriterConfig"], ["Parameters"], ["Arguments"]);

    private readonly string _argumentsField;
    private readonly PayloadTemplate? _arguments;
    private readonly ResultFormat _format;

    private ResultWriter(DefinitionNode node)
    {
        s_fields.Check(node, "a ResultWriter");
        _argumentsField = node.ArgumentsField;
        _format = ResultFormat.Parse(node.Optional("WriterConfig"));
        if (node.Has("WriterConfig") && !node.Has("Resource") && !node.Has(_argumentsField)) return;
        node.Require("Resource", _argumentsField);
        node.Optional("Resource")?.OneOf("arn:aws:states:::s3:putObject");
        _arguments = node[_argumentsField].Template();
    }

    public static ResultWriter Parse(DefinitionNode node) => new(node);

    /// <summary>The result of the state: the formatted results, or, after they are written, their location.</summary>
    /// <returns>Without a bucket, an array of the results, or JSON Lines in a string; otherwise
    /// <c>{MapRunArn, ResultWriterDetails: {Bucket, Key}}</c> with the key of the manifest.</returns>
    /// <exception cref="StatesException">States.ResultWriterFailed: an object could not be written.</exception>
    public async Task<JsonData> WriteAsync(
        ChildExecutions run, Scope scope, CancellationToken cancellation)
    {
        if (_arguments is null) return _format.Preview(run.MapRun, run.StateMachine.ToString());
        var arguments = _arguments.Evaluate(scope);
        try
        {
            var bucket = Text(arguments, "Bucket")
                ?? throw new FormatException($"The {_argumentsField} of the ResultWriter do not contain a string Bucket.");
            var objects = run.Services.Objects
                ?? throw new InvalidOperationException("The engine has no object store.");
            var manifest = await WriteFilesAsync(run, objects, bucket, Text(arguments, "Prefix"), cancellation)
                .ConfigureAwait(false);
            return ObjectData.Of(
                ("MapRunArn", run.MapRun.Arn),
                ("ResultWriterDetails", ObjectData.Of(("Bucket", bucket), ("Key", manifest))));
        }
        catch (Exception failed) when (
            failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new StatesException(ErrorNames.ResultWriterFailed, failed.Message);
        }
    }

    // Writes the files, then the manifest, whose key it returns.
    private async Task<string> WriteFilesAsync(
        ChildExecutions run, IObjectStore objects, string bucket, string? prefix, CancellationToken cancellation)
    {
        var folder = Folder(prefix, run.MapRun.Id);
        var files = ObjectData.Of(
            ("FAILED", ArrayData.Empty), ("PENDING", ArrayData.Empty), ("SUCCEEDED", ArrayData.Empty));
        foreach (var (kind, content) in _format.Files(run.MapRun, run.StateMachine.ToString()))
        {
            var key = $"{folder}/{kind}_0.{_format.Extension}";
            await objects.PutAsync(bucket, key, content, cancellation).ConfigureAwait(false);
            files = files.With(kind, ArrayData.Of(ObjectData.Of(("Key", key), ("Size", content.Length))));
        }
        var manifest = ObjectData.Of(
            ("DestinationBucket", bucket), ("MapRunArn", run.MapRun.Arn), ("ResultFiles", files));
        run.SetResultsWritten(run.MapRun.Executions.Count);
        await objects.PutAsync(bucket, $"{folder}/manifest.json", manifest.ToUtf8(), cancellation).ConfigureAwait(false);
        return $"{folder}/manifest.json";
    }

    private static string Folder(string? prefix, string id) =>
        string.IsNullOrEmpty(prefix) ? id : $"{prefix.TrimEnd('/')}/{id}";

    private static string? Text(JsonData arguments, string field) => (arguments[field] as StringData)?.Value;
}
