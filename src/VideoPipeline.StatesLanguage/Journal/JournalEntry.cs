using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Maps;

namespace VideoPipeline.StatesLanguage.Journal;

/// <summary>An entry of the journal of an execution: what it needs to go on after an interruption.</summary>
public abstract record JournalEntry
{
    /// <summary>The ARN of the child execution that the entry belongs to; null for the execution itself.</summary>
    public string? Child { get; init; }
}

/// <summary>A history event.</summary>
public sealed record EventEntry(HistoryEvent Event) : JournalEntry;

/// <summary>What happened to an attempt of a state.</summary>
/// <param name="Entered">The id of the event that entered the state.</param>
/// <param name="After">The id of the execution's last event before it.</param>
/// <param name="PreviousEventId">The id of the event that the state's next event is linked to.</param>
internal abstract record AttemptEntry(long Entered, long After, long PreviousEventId) : JournalEntry;

/// <summary>The attempt failed and is followed by another one.</summary>
/// <param name="Entered">The id of the event that entered the state.</param>
/// <param name="After">The id of the execution's last event before it.</param>
/// <param name="PreviousEventId">The id of the event that the state's next event is linked to.</param>
/// <param name="Retries">The number of retries so far, by retrier.</param>
/// <param name="Until">When the next attempt starts.</param>
internal sealed record RetryEntry(
    long Entered, long After, long PreviousEventId, IReadOnlyList<int> Retries, DateTimeOffset Until)
    : AttemptEntry(Entered, After, PreviousEventId);

/// <summary>A branch or iteration of the state failed, so that the others are stopped.</summary>
/// <param name="Entered">The id of the event that entered the state.</param>
/// <param name="After">The id of the execution's last event before it.</param>
/// <param name="PreviousEventId">The id of the event that the state's next event is linked to.</param>
/// <param name="Error">The error name.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Catchability">Which names in ErrorEquals match the error.</param>
internal sealed record FailureEntry(
    long Entered, long After, long PreviousEventId, string? Error, string? Cause, Catchability Catchability)
    : AttemptEntry(Entered, After, PreviousEventId);

/// <summary>A token has been sent: the output of its task, or its error and cause.</summary>
internal sealed record TokenEntry(string Token, JsonData? Output, string? Error, string? Cause) : JournalEntry;

/// <summary>The inputs of the child executions of a Map Run.</summary>
internal sealed record MapRunInputsEntry(string MapRunArn, IReadOnlyList<ChildInput> Inputs) : JournalEntry;

/// <summary>The number of results that the ResultWriter of a Map Run has written.</summary>
internal sealed record MapRunResultsEntry(string MapRunArn, int Written) : JournalEntry;

/// <summary>The limits of a Map Run have changed.</summary>
internal sealed record MapRunLimitsEntry(string MapRunArn, int MaxConcurrency, FailureTolerance Tolerance) : JournalEntry;

/// <summary>A child execution of a Map Run starts; <see cref="JournalEntry.Child"/> is its ARN.</summary>
/// <param name="MapRunArn">The Map Run.</param>
/// <param name="Index">The index of its input.</param>
public sealed record ChildStartedEntry(string MapRunArn, int Index) : JournalEntry;
