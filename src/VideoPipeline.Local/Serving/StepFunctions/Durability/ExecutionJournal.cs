using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>The journal of an execution and its child executions: what it was started with, the entries of the engine, and
/// StopExecution.</summary>
internal sealed class ExecutionJournal
{
    private const string Stop = "stop";

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

    public JournalPlace Append(JournalEntry entry) => _file.Append(JournalFormat.Write(entry));

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

    /// <summary>The child execution, the error and the cause of StopExecution; null if the record is another one.</summary>
    public static (string? Child, string? Error, string? Cause)? StopOf(JsonData record) => record[Stop] is { } stop
        ? ((stop["child"] as StringData)?.Value, (stop["error"] as StringData)?.Value, (stop["cause"] as StringData)?.Value)
        : null;

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
            if (StopOf(record) is null) reader.Add(JournalFormat.Read(record));
        }
        return reader.Read();
    }

    /// <summary>Closes the file until there is another entry.</summary>
    public void Close() => _file.Dispose();
}
