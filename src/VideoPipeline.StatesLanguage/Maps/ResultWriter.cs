using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>The ResultWriter of a Map Run: writes the results to objects; the result of the state is their
/// location.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html</remarks>
internal sealed class ResultWriter
{
    private static readonly LanguageFields s_fields = new(["Resource", "WriterConfig"], ["Parameters"], ["Arguments"]);

    private readonly PayloadTemplate _parameters;
    private readonly ResultFormat _format;

    private ResultWriter(DefinitionNode node)
    {
        s_fields.Check(node, "a ResultWriter");
        node.Required("Resource").OneOf("arn:aws:states:::s3:putObject");
        _parameters = node.Required(node.ArgumentsField).Template();
        _format = ResultFormat.Parse(node.Optional("WriterConfig"));
    }

    public static ResultWriter Parse(DefinitionNode node) => new(node);

    /// <summary>Writes the result files and the manifest.</summary>
    /// <returns><c>{MapRunArn, ResultWriterDetails: {Bucket, Key}}</c>, with the key of the manifest.</returns>
    /// <exception cref="StatesException">States.ResultWriterFailed: an object could not be written.</exception>
    public async Task<JsonData> WriteAsync(
        ChildExecutions run, Scope scope, CancellationToken cancellation)
    {
        var parameters = _parameters.Evaluate(scope);
        try
        {
            var bucket = Text(parameters, "Bucket")
                ?? throw new FormatException("The Parameters of the ResultWriter do not contain a string Bucket.");
            var objects = run.Services.Objects
                ?? throw new InvalidOperationException("The engine has no object store.");
            var folder = Folder(Text(parameters, "Prefix"), run.Services.Randomness.NextGuid());
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
            await objects.PutAsync(
                bucket, $"{folder}/manifest.json", manifest.ToUtf8(), cancellation).ConfigureAwait(false);
            return ObjectData.Of(
                ("MapRunArn", run.MapRun.Arn),
                ("ResultWriterDetails", ObjectData.Of(("Bucket", bucket), ("Key", $"{folder}/manifest.json"))));
        }
        catch (Exception failed) when (
            failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new StatesException(ErrorNames.ResultWriterFailed, failed.Message);
        }
    }

    private static string Folder(string? prefix, Guid id) =>
        string.IsNullOrEmpty(prefix) ? $"{id}" : $"{prefix.TrimEnd('/')}/{id}";

    private static string? Text(JsonData parameters, string field) => (parameters[field] as StringData)?.Value;
}
