namespace VideoPipeline.Fuzzing.Formats;

/// <summary>What reads one format, for fuzzing.</summary>
/// <param name="Name">The name of the format.</param>
/// <param name="Seeds">Valid inputs.</param>
/// <param name="Tokens">Texts that mean something in the format; empty for a binary one.</param>
/// <param name="Read">Reads an input.</param>
/// <param name="IsExpected">Whether an exception is one with which inputs may be refused.</param>
internal sealed record FormatTarget(
    string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Tokens, Action<byte[]> Read,
    Func<Exception, bool> IsExpected);

/// <summary>The result of fuzzing a format.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Accepted">The number of inputs that were read.</param>
/// <param name="Corpus">The number of inputs that reached new code, with the seeds.</param>
/// <param name="Edges">The number of branches that were reached; 0 without instrumentation.</param>
/// <param name="Failure">The first input that crashed the reader, or took too much time or memory; null if there is none.</param>
internal sealed record FormatOutcome(long Inputs, long Accepted, int Corpus, int Edges, FuzzFailure? Failure);
