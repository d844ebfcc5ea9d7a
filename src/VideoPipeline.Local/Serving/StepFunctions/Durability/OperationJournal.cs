using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The operations that changed state machines and activities. They are executed again at the next start, at the
/// time that they had.</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock of the operations.</param>
/// <param name="log">Receives what is to be said.</param>
internal sealed class OperationJournal(string path, OperationTime time, Action<string> log) : IDisposable
{
    // Those that only read, and those of executions, which have journals of their own.
    private static readonly string[] s_others =
        ["Describe", "List", "Get", "Validate", "Test", "Start", "Stop", "Redrive", "Send", "UpdateMapRun"];

    // Where requests and responses name the resource.
    private static readonly string[] s_arns =
        ["stateMachineArn", "activityArn", "resourceArn", "stateMachineVersionArn", "stateMachineAliasArn"];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<string> _deleted = [];
    private JournalFile? _file;

    /// <summary>The ARNs of what had been deleted when the file was read.</summary>
    public IReadOnlySet<string> Deleted => _deleted;

    /// <summary>Whether an operation changes state machines or activities, by its name.</summary>
    public static bool IsChange(string operation) =>
        !s_others.Any(other => operation.StartsWith(other, StringComparison.Ordinal));

    /// <summary>Executes the operations of the file again. One that fails is reported.</summary>
    /// <param name="invoke">Executes an operation, by its name and the body of its request.</param>
    public async Task RestoreAsync(Func<string, string, Task> invoke)
    {
        if (!File.Exists(path)) return;
        var content = JournalFile.Read(path);
        if (content.End != JournalEnd.Whole)
            log(Remarks.Of(content, "Changes of state machines or activities may be missing."));
        var recorded = content.Records.Select(record => RecordedOperation.Read(record.Json)).ToArray();
        var operations = WithoutDeletedResources(recorded);
        foreach (var operation in operations)
        {
            try
            {
                time.Fixed = operation.Date;
                await invoke(operation.Name, operation.Request);
            }
            catch (ApiException failure)
            {
                log($"{operation.Name} of {operation.Arn} cannot be restored: {failure.Name}: {failure.Message}");
            }
        }
        time.Fixed = null;
        var isChanged = operations.Count < recorded.Length || content.End == JournalEnd.Damaged;
        _file = isChanged ? Rewrite(operations) : content.File;
    }

    /// <summary>Executes an operation, and records it if it succeeds.</summary>
    /// <param name="name">The name of the operation.</param>
    /// <param name="request">The body of its request.</param>
    /// <param name="invoke">Executes it.</param>
    public async Task<JsonData> ExecuteAsync(string name, string request, Func<string, string, Task<JsonData>> invoke)
    {
        await _turn.WaitAsync();
        try
        {
            var now = time.GetUtcNow();
            time.Fixed = now;
            var response = await invoke(name, request);
            _file ??= JournalFile.Create(path);
            _file.Append(new RecordedOperation(name, request, now, Resource(JsonData.Parse(request), response)).Write());
            return response;
        }
        finally
        {
            time.Fixed = null;
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    // The state machine or activity, without the number of a version or the name of an alias.
    private static string Resource(JsonData request, JsonData response) =>
        Arns.WithoutQualifier(ArnIn(response) ?? ArnIn(request) ?? "");

    private static string? ArnIn(JsonData message) =>
        s_arns.Select(field => message[field]).FirstOrDefault(arn => arn is not null)?.ToPlainText();

    private List<RecordedOperation> WithoutDeletedResources(IReadOnlyList<RecordedOperation> operations)
    {
        var kept = new List<RecordedOperation>();
        foreach (var operation in operations)
        {
            if (operation.Name is "DeleteStateMachine" or "DeleteActivity")
            {
                // By the ARN of a version or an alias, nothing is deleted.
                if (ArnIn(JsonData.Parse(operation.Request)) != operation.Arn) continue;
                kept.RemoveAll(earlier => earlier.Arn == operation.Arn);
                _deleted.Add(operation.Arn);
                continue;
            }
            kept.Add(operation);
            _deleted.Remove(operation.Arn);
        }
        return kept;
    }

    private JournalFile Rewrite(IReadOnlyList<RecordedOperation> operations)
    {
        if (operations.Count == 0)
        {
            File.Delete(path);
            return JournalFile.Create(path);
        }
        var unfinished = path + ".new";
        using (var file = JournalFile.Create(unfinished))
        {
            foreach (var operation in operations) file.Append(operation.Write());
        }
        File.Move(unfinished, path, overwrite: true);
        return JournalFile.Read(path).File;
    }
}

/// <summary>An operation that changed something.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Request">The body of its request.</param>
/// <param name="Date">When it was executed.</param>
/// <param name="Arn">The state machine or activity that it changed.</param>
internal sealed record RecordedOperation(string Name, string Request, DateTimeOffset Date, string Arn)
{
    public static RecordedOperation Read(JsonData json) => new(
        json["operation"]!.Text, json["request"]!.Text, new DateTimeOffset(json["ticks"]!.Integer, TimeSpan.Zero),
        json["arn"]!.Text);

    public ObjectData Write() => ObjectData.Of(
        ("operation", Name), ("request", Request), ("ticks", Date.UtcTicks), ("arn", Arn));
}
