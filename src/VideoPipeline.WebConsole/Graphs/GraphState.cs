using VideoPipeline.WebConsole.Histories;

namespace VideoPipeline.WebConsole.Graphs;

/// <summary>What became of a state that was entered, maybe several times.</summary>
/// <param name="Status">The status of its last visit.</param>
/// <param name="Note">A short remark, such as <c>12 of 43</c>; null for none.</param>
/// <param name="Link">The address of its last visit; null for none.</param>
public sealed record GraphState(VisitStatus Status, string? Note, string? Link);
