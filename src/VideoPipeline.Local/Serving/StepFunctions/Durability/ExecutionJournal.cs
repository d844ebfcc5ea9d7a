using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The journal of an execution and its child executions: what it was started with, the entries of the engine,
/// StopExecution, and the mocked responses that have been given.</summary>
internal sealed class ExecutionJournal
{
    private const string Stop = "stop", Invocation = "invocation";

    private readonly JournalFile _file;

    private ExecutionJournal(JournalFile file, JournalPlace header) => (_file, Header) = (file, header);

    public JournalPlace Header { get; }

    /// <summary>Begins the journal of an execution.</summary>
    public static ExecutionJournal Create(ExecutionStart start, ServerFolder folder)
    {
        var file = JournalFile.Create(folder.Execution(start.Arn));
        return new ExecutionJournal(file, file.Append(ExecutionHeader.Write(start, folder)));
    }

    /// <summary>The journal that a file has.</summary>
    public static ExecutionJournal Of(JournalContent content) => new(content.File, content.Records[0].Place);

    /// <inheritdoc cref="Of(JournalContent)"/>
    public static ExecutionJournal Of(JournalEnds ends) => new(ends.File, ends.FirstPlace);

    /// <summary>Whether a record is the server's, and none of the engine's entries.</summary>
    public static bool IsOfServer(JsonData record) =>
        StopOf(record) is not null || InvocationOf(record) is not null || ExecutionSummary.Is(record);

    public JournalPlace Append(JournalEntry entry) => _file.Append(JournalFormat.Write(entry));

    public void AppendSummary(ExecutionSummary summary) => _file.Append(summary.Write());

    /// <param name="child">The ARN of a child execution; null for the execution that the journal is of.</param>
    /// <param name="error">The error.</param>
    /// <param name="cause">The cause.</param>
    public void AppendStop(string? child, string? error, string? cause)
    {
        var stop = new ObjectBuilder();
        if (child is not null) stop["child"] = child;
        if (error is not null) stop["error"] = error;
        if (cause is not null) stop["cause"] = cause;
        _file.Append(ObjectData.Of((Stop, stop.Build())));
    }

    /// <summary>Records that a mocked response has been given.</summary>
    /// <param name="state">The name of the state.</param>
    /// <param name="id">Identifies the attempt.</param>
    public void AppendInvocation(string state, string id) =>
        _file.Append(ObjectData.Of((Invocation, ObjectData.Of(("state", state), ("id", id)))));

    /// <summary>The state and the attempt to which a mocked response has been given; null if the record is another
    /// one.</summary>
    public static (string State, string Id)? InvocationOf(JsonData record) =>
        record[Invocation] is { } invocation ? (invocation["state"]!.Text, invocation["id"]!.Text) : null;

    /// <summary>The child execution, the error and the cause of StopExecution; null if the record is another one.</summary>
    public static (string? Child, string? Error, string? Cause)? StopOf(JsonData record) => record[Stop] is { } stop
        ? ((stop["child"] as StringData)?.Value, (stop["error"] as StringData)?.Value, (stop["cause"] as StringData)?.Value)
        : null;

    /// <summary>Reads all of it.</summary>
    public JournalContent ReadAll() => JournalFile.Read(_file.Path);

    /// <summary>The input as it was given.</summary>
    public string ReadInput() => _file.Read([Header]).First()["input"]!.Text;

    /// <summary>Reads events.</summary>
    public IReadOnlyList<HistoryEvent> ReadEvents(IEnumerable<JournalPlace> places) =>
        [.. _file.Read(places).Select(record => ((EventEntry)JournalFormat.Read(record)).Event)];

    /// <summary>Reads how far the execution got.</summary>
    /// <param name="arn">The ARN of the execution.</param>
    /// <param name="name">Its name.</param>
    public ExecutionResult ReadResult(string arn, string name)
    {
        var reader = new JournalReader(arn, name);
        foreach (var (_, record) in JournalFile.Read(_file.Path).Records.Skip(1))
        {
            if (!IsOfServer(record)) reader.Add(JournalFormat.Read(record));
        }
        return reader.Read();
    }

    /// <summary>Deletes the file.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(_file.Path);
    }

    /// <summary>Closes the file until there is another entry.</summary>
    public void Close() => _file.Dispose();
}
